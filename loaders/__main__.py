"""The command line: check, publish, history, rollback, withdraw, backup, restore, copy.

Exit codes: 0 clean or warnings only, 1 errors found, 2 cannot be read (or done) as asked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from loaders import FORMATS, definitions, reference, schema
from loaders.checking import check, uploads
from loaders.format import asked_for
from loaders.home import REFERENCE, database_url, home, open_store, store_exists
from loaders.marks import visible
from loaders.previewing import forget_withdrawn
from loaders.reference import Reference
from loaders.scratch import scratch_folder
from loaders.store import Release, Store, UnknownEdition, UnknownRelease, Withdrawn

FINE, ERRORS, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line asks; returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.do(asked)
    except (UnknownEdition, UnknownRelease, Withdrawn, ValueError) as error:  # NothingNew, SettingsError too
        print(error.args[0] if error.args else error, file=sys.stderr)
    except SQLAlchemyError as error:  # a full disk, a server that went away
        why = " ".join(str(getattr(error, "orig", error)).split())
        print(f"The database could not do it, and nothing has changed: {why}", file=sys.stderr)
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description="Checks and publishes spreadsheets."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checks = commands.add_parser("check", help="read files and say what is wrong with them; changes nothing")
    checks.add_argument("files", nargs="+", type=Path, metavar="FILE")
    checks.set_defaults(do=_check)
    publish = commands.add_parser("publish", help="make files public as a new release: all of them or none")
    publish.add_argument("files", nargs="+", type=Path, metavar="FILE")
    publish.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
    publish.set_defaults(do=_publish)
    history = commands.add_parser("history", help="every release, newest first, with its files")
    history.set_defaults(do=_history)
    rollback = commands.add_parser("rollback", help="make an earlier release's files public again")
    rollback.add_argument("release", type=int, metavar="RELEASE")
    rollback.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
    rollback.set_defaults(do=_rollback)
    withdraw = commands.add_parser(
        "withdraw", help="destroy an edition that should never have been published"
    )
    withdraw.add_argument("edition", type=int, metavar="EDITION")
    withdraw.add_argument("--why", required=True, metavar="TEXT")
    withdraw.set_defaults(do=_withdraw)
    backup = commands.add_parser("backup", help="write everything into one new file, publishing or not")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(do=_backup)
    restore = commands.add_parser("restore", help="fill an empty store from such a file")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(do=_restore)
    copy = commands.add_parser("copy", help="fill another, empty store with everything")
    copy.add_argument("url", metavar="URL", help="its address, as DATABASE_URL would have it")
    copy.set_defaults(do=_copy)
    return parser


def _told(files: Sequence[Path], known: Reference, folder: Path) -> int:
    """Checks files, prints one line a problem, and gives the exit code that they earn together."""
    code = FINE
    for one in check(files, known, folder).files:
        for problem in one.problems:
            print(visible(" ".join(str(problem).split())))  # what stands in a cell may have several lines
        if not one.readable:
            code = UNREADABLE
        elif one.has_errors:
            code = max(code, ERRORS)
        else:
            counts = ", ".join(
                f"{count} {name}" for name, count in one.rows.items() if name not in schema.DERIVED
            )
            print(f"fine: {visible(one.file)}: {counts} rows, read as {one.format}.")
    return code


def _check(asked: argparse.Namespace) -> int:
    """Looks definitions up in the store if there is one, and makes none."""
    known = reference.load(REFERENCE)
    if store_exists(os.environ):
        with closing(_store()) as store:
            known = definitions.on_record(store, known)
    with scratch_folder() as folder:
        return _told(asked_for(asked.files, FORMATS), known, folder)


def _publish(asked: argparse.Namespace) -> int:
    with closing(_store()) as store, scratch_folder() as folder:
        files = asked_for(asked.files, FORMATS)
        known = definitions.on_record(store, reference.load(REFERENCE))
        code = _told(files, known, folder)
        if code != FINE:
            print("Nothing was published.", file=sys.stderr)
            return code
        print(_line(store.publish(uploads(files, folder), note=asked.note)))
    return FINE


def _history(_: argparse.Namespace) -> int:
    url = database_url(os.environ)
    if not store_exists(os.environ):
        print("Nothing has been published yet.")
        return FINE
    with closing(open_store(url)) as store:
        releases = store.history()
        if not releases:
            print("Nothing has been published yet.")
        for release in reversed(releases):
            print(_line(release))
            if release.withdrawn:
                print("  withdrawn: it held an edition that was destroyed")
                continue
            for edition in store.editions(release):
                print(f"  edition {edition.number}: {edition.file} ({edition.rows} rows, {edition.source})")
    return FINE


def _rollback(asked: argparse.Namespace) -> int:
    with closing(_store()) as store:
        print(_line(store.rollback(asked.release, note=asked.note)))
    return FINE


def _withdraw(asked: argparse.Namespace) -> int:
    folder = home(os.environ)
    with closing(_store()) as store:
        made = store.withdraw(asked.edition, why=asked.why)
        forget_withdrawn(store.engine, folder)
        print(_line(made))
    return FINE


def _backup(asked: argparse.Namespace) -> int:
    with closing(_store()) as store:
        print(f"{asked.file} holds {_amount(store.backup(asked.file))}.")
    return FINE


def _restore(asked: argparse.Namespace) -> int:
    with closing(_store()) as store:
        print(f"The store holds {_amount(store.restore(asked.file))}.")
    return FINE


def _copy(asked: argparse.Namespace) -> int:
    with closing(_store()) as store, closing(open_store(asked.url)) as other:
        print(f"The other store holds {_amount(store.copy(other))}. DATABASE_URL takes Yardstick there.")
    return FINE


def _amount(copied: Mapping[str, int]) -> str:
    rows = sum(copied[name] for name in schema.TABLES)
    told = {"release": copied["release"], "edition": copied["edition"], "row": rows}
    releases, editions, rows = (f"{n} {name}{'' if n == 1 else 's'}" for name, n in told.items())
    return f"{releases} of {editions} with {rows}"


def _store() -> Store:
    return open_store(database_url(os.environ))


def _line(release: Release) -> str:
    editions = "1 edition" if len(release.editions) == 1 else f"{len(release.editions)} editions"
    note = f": {release.note}" if release.note else ""
    return f"release {release.number}, public from {release.public_from:%Y-%m-%d %H:%M} UTC, {editions}{note}"


if __name__ == "__main__":
    sys.exit(main())
