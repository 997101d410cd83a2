"""The command line for accounts: add, list, close, reset.

Exit codes: 0 done, 2 cannot be done as asked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing

from dashboard.officers.store_accounts import ROLES, AccountError, Accounts
from loaders import reference
from loaders.home import REFERENCE, database_url, open_store
from loaders.store import COMMAND_LINE

DONE, NOT_DONE = 0, 2
ONCE = "To be changed when {name} signs in for the first time. It is not shown again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line asks; returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        with closing(open_store(database_url(os.environ))) as store:
            asked.do(Accounts(store.engine), asked)
    except ValueError as error:  # AccountError, SettingsError
        print(error, file=sys.stderr)
        return NOT_DONE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.officers", description="Looks after the accounts of those who sign in."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = commands.add_parser("add", help="make an account; prints a password to be used once")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument(
        "--authority", nargs="+", default=[], metavar="AUTHORITY", help="an officer's: code or name"
    )
    add.set_defaults(do=_add)
    everyone = commands.add_parser("list", help="every account, with its role")
    everyone.set_defaults(do=_list)
    close = commands.add_parser("close", help="let nobody sign in with an account any more")
    close.add_argument("name", metavar="NAME")
    close.set_defaults(do=_close)
    reset = commands.add_parser("reset", help="give an account a new password to be used once, and open it")
    reset.add_argument("name", metavar="NAME")
    reset.set_defaults(do=_reset)
    return parser


def _add(accounts: Accounts, asked: argparse.Namespace) -> None:
    known = reference.load(REFERENCE)
    codes: list[str] = []
    for said in asked.authority:
        area = known.area(said)
        if area is None or area.kind != "authority":
            raise AccountError(f"{said!r} is not an authority. Give its three-digit code, or its name.")
        codes.append(area.code)
    once = accounts.add(asked.name, asked.role, codes, COMMAND_LINE)
    print(f"password: {once}\n{ONCE.format(name=asked.name)}")


def _list(accounts: Accounts, _: argparse.Namespace) -> None:
    for one in accounts.all():
        closed = f", closed {one.closed_at:%Y-%m-%d}" if one.closed_at else ""
        print(f"{one.name}: {' '.join((one.role, *one.authorities))}{closed}")


def _close(accounts: Accounts, asked: argparse.Namespace) -> None:
    accounts.close(asked.name, COMMAND_LINE)
    print(f"Closed: {asked.name}")


def _reset(accounts: Accounts, asked: argparse.Namespace) -> None:
    print(f"password: {accounts.reset(asked.name, COMMAND_LINE)}\n{ONCE.format(name=asked.name)}")


if __name__ == "__main__":
    sys.exit(main())
