"""What is documented is what there is: commands, settings, addresses, papers, tables, words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from dashboard.pages import PAGES
from loaders.__main__ import main
from loaders.schema import TABLES
from tests import tables
from tests.needs import ROOT

if TYPE_CHECKING:
    from flask import Flask

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)")
MOST_BYTES = 300_000
SIGNATURES = {"png": b"\x89PNG"}


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(first: str) -> list[list[str]]:
    """The rows of the README's table whose first heading is `first`, as texts of cells."""
    found: list[list[str]] = []
    for table in re.findall(r"(?:^\|.*\|\n)+", text("README.md"), re.M):
        cells = [[cell.strip() for cell in line.strip("|").split(" |")] for line in table.splitlines()]
        if cells[0][0] == first:
            found += cells[2:]
    return found


def codes(cells: list[str]) -> list[str]:
    return [code for cell in cells for code in CODE.findall(cell)]


# Commands


def test_the_readme_names_the_makefiles_commands() -> None:
    said = set(re.findall(r"\bmake (\w+)", "\n".join([*CODE.findall(text("README.md")), fenced()])))
    told = set(re.findall(r'@echo "make (\w+)', text("Makefile")))
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.M))
    assert said == told | {"help"}
    assert said <= targets


@pytest.mark.parametrize("variable", ["TESTS", "REQUIRE"])
def test_what_the_readme_sets_before_a_command_is_read(variable: str) -> None:
    assert f"{variable}=" in text("README.md")
    assert f"$({variable})" in text("Makefile") or f'"{variable}"' in text("tests/needs.py")


def test_the_readme_names_the_command_lines_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert [command for command, _ in documented()] == re.findall(r"^    (\w+) ", usage(capsys), re.M)


def documented() -> list[tuple[str, str]]:
    """The commands of `python -m loaders` in the README, each with what follows it."""
    said = [code.removeprefix("python -m loaders ") for code, *_ in map(codes, rows("command"))]
    return [(one.split()[0], one) for one in said if not one.startswith("make")]


@pytest.mark.parametrize(("command", "said"), documented(), ids=[command for command, _ in documented()])
def test_a_documented_command_has_the_options_that_it_has(
    command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = usage(capsys, command).split("\n\n")[0]
    assert set(re.findall(r"--\w+", said)) == set(re.findall(r"--\w+", line))
    assert set(re.findall(r"\b[A-Z]+\b", said)) == set(re.findall(r"\b[A-Z]+\b", line))


def usage(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as done:
        main([*arguments, "--help"])
    assert done.value.code == 0
    return capsys.readouterr().out


def fenced() -> str:
    return "\n".join(re.findall(r"^```\w*\n(.*?)^```", text("README.md"), re.M | re.S))


# Settings


def test_the_settings_in_the_readme_are_those_that_the_code_reads() -> None:
    told = [codes(cells)[0] for cells in rows("variable")]
    assert sorted(told) == sorted(set(settings_read()))


def settings_read() -> Iterator[str]:
    """Names in capitals that are asked of a mapping called `environment` or `environ`."""
    for package in ("loaders", "dashboard"):
        for path in (ROOT / package).rglob("*.py"):
            yield from asked(ast.parse(path.read_text(encoding="utf-8")))
    yield from asked(ast.parse(text("app.py")))


def asked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            whole, name = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            whole, name = node.func.value, node.args[0]
        else:
            continue
        if ast.unparse(whole).split(".")[-1] not in ("environment", "environ", "os"):
            continue
        if isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value.isupper():
            yield name.value


def test_the_search_for_settings_sees_every_way_to_ask_for_one() -> None:
    ways = 'os.environ["A"]; os.environ.get("B"); os.getenv("C"); environment.get("D"); rows.get("E")'
    assert sorted(asked(ast.parse(ways))) == ["A", "B", "C", "D"]


# Addresses


def test_the_addresses_in_the_readme_are_those_that_are_served(app: Flask) -> None:
    told = {code.partition("?")[0] for cells in rows("page") for code in codes(cells[:1])}
    assert told == {page.PATH for page in PAGES} | {"/healthz"}
    routes = {rule.rule for rule in app.url_map.iter_rules()}
    assert told <= routes


def test_the_tables_of_the_api_in_the_readme_are_those_that_are_served(app: Flask) -> None:
    told = {codes(cells)[0] for cells in rows("table")}
    routes = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert routes == {f"{one}.{suffix}" for one in told for suffix in ("json", "csv")} | {
        f"/api/v1/{view}.json" for view in ("benchmark", "profile")
    }


@pytest.mark.parametrize("address", [code for code in CODE.findall(text("README.md")) if "=865" in code])
def test_an_example_in_the_readme_is_answered(app: Flask, address: str) -> None:
    path = address if address.startswith("/") else f"/?{address}"
    assert app.test_client().get(path).status_code == 200


# Files


def test_every_paper_is_in_the_readme() -> None:
    told = [codes(cells)[0] for cells in rows("workbook in `data/papers`")]
    assert sorted(told) == sorted(path.name for path in (ROOT / "data" / "papers").iterdir())


@pytest.mark.parametrize("name", ["README.md", "GLOSSARY.md"])
def test_what_is_linked_to_is_there(name: str) -> None:
    links = [link for link in LINK.findall(text(name)) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_paths_in_the_readme_are_there() -> None:
    said = [*CODE.findall(text("README.md")), *re.findall(r"^([\w.]+/?)  ", fenced(), re.M)]
    paths = [one for one in said if re.fullmatch(r"[\w-]+(/[\w.<>-]+)*(/|\.(py|toml|csv|md|ipynb))", one)]
    made = ("shots/", "var/")
    assert len(paths) > 20
    missing = [one for one in paths if one not in made and not any(ROOT.glob(re.sub("<.*?>", "*", one)))]
    assert missing == []


def test_a_picture_is_a_picture_and_small() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text("README.md"))
    assert pictures
    for said, name in pictures:
        content = (ROOT / name).read_bytes()
        assert len(said) > 20 and len(content) < MOST_BYTES
        assert content.startswith(SIGNATURES[name.rpartition(".")[2]])


# The normalised tables


def test_the_description_of_the_tables_is_made_from_the_contract() -> None:
    assert text("docs/tables.md") == tables.document(), "Make it again: .venv/bin/python -m tests.tables"


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_of_a_table_is_described(table: tables.Table) -> None:
    said = tables.section(table)
    assert [column.name for column in table.columns] == re.findall(r"^\| `(\w+)`", said, re.M)
    assert all(column.meaning for column in table.columns)


# The glossary


def entries() -> dict[str, str]:
    return dict(re.findall(r"^\*\*(.+?)\*\*: (.+)$", text("GLOSSARY.md"), re.M))


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    assert len(entries()) > 40
    assert list(entries()) == sorted(entries(), key=str.casefold)


@pytest.mark.parametrize("term", list(entries()))
def test_an_entry_has_two_sentences(term: str) -> None:
    assert len(re.findall(r"[.?!](?= [A-Z]|$)", entries()[term])) == 2, entries()[term]


def test_the_glossary_has_the_tables_and_the_papers_abbreviations() -> None:
    terms = {term.casefold() for term in entries()}
    assert set(TABLES) <= terms
    assert {"jar", "apa", "slac", "sif", "ilacs", "yot", "caf", "sarf", "neet", "a1", "a2"} <= terms
