"""The house: what may import what, where ids are written, what an import may do, where one adds things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.needs import ROOT

PACKAGES = ("loaders", "dashboard")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SHOWN = [str(path.relative_to(ROOT)) for path in FILES]

# Who must not know whom. A name stands for everything below it.
APART = {
    "loaders": ("dashboard", "dash", "plotly", "flask", "app"),
    "loaders.ranking": ("sqlalchemy", "pandas"),
    "dashboard": ("app", "csv", "openpyxl", "python_calamine", "sqlalchemy"),
    "dashboard.benchmark": ("dash", "sqlalchemy", "flask"),
    "dashboard.figures": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.figures_inspections": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.histories": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.tallies": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.figures_compare": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.comparison": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.panels": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.workbook": ("dash", "sqlalchemy", "flask", "plotly", "loaders"),
    "dashboard.taken": ("sqlalchemy", "flask", "plotly"),
    "dashboard.listings": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.standalone": ("sqlalchemy", "flask", "plotly"),
    "dashboard.wording_compare": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.wording": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.wording_benchmark": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.profiles": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.strips": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.wording_profile": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.wording_inspections": ("dash", "sqlalchemy", "flask", "plotly"),
    "dashboard.pages": ("flask", "plotly", "sqlalchemy"),
}
# What is shown reads no spreadsheet; three modules write cells that are safe to open, whatever is in them.
# Accounts, and what they do, are kept in tables of their own, which only the modules named here ask.
MAY = {
    "dashboard.workbook": ("openpyxl",),
    "dashboard.workbook_charts": ("openpyxl",),
    "dashboard.cells": ("csv",),
    "dashboard.officers.store_tables": ("sqlalchemy",),
    "dashboard.officers.store_accounts": ("sqlalchemy",),
    "dashboard.officers.store_attempts": ("sqlalchemy",),
    "dashboard.officers.store_log": ("sqlalchemy",),
    "dashboard.officers.store_drafts": ("sqlalchemy",),
    "dashboard.officers.migrations.officers_0001_accounts": ("sqlalchemy",),
}

# Calls that a module may make while it is imported: they make a value and touch nothing outside.
MAKERS = {
    *("dataclass", "field", "namedtuple", "NewType", "TypeVar", "ParamSpec", "Literal", "cast"),
    *("tuple", "frozenset", "range", "zip", "enumerate", "sorted", "len", "max", "min", "sum", "round"),
    *("str", "int", "float", "Decimal", "date", "datetime", "timedelta", "Path", "MappingProxyType"),
    *("re.compile", "logging.getLogger", "operator.attrgetter", "operator.itemgetter"),
}
# What may be called on a value, as in `"a b".split()`.
METHODS = {
    "get",
    "split",
    "join",
    "format",
    "items",
    "keys",
    "values",
    "lower",
    "strip",
    "casefold",
    "resolve",
}
# SQLAlchemy's table descriptions, in the modules of the store only.
DESCRIPTIONS = {
    *("MetaData", "Table", "Column", "Index", "PrimaryKeyConstraint", "UniqueConstraint", "CheckConstraint"),
    *("ForeignKey", "ForeignKeyConstraint", "Integer", "String", "Text", "Float", "Boolean", "LargeBinary"),
    *("BigInteger", "with_variant", "TYPES[]"),
}
CHANGERS = {
    *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "update", "setdefault", "add"),
    *("discard", "sort", "reverse"),
}
NATURAL_NAMES = {"__all__", "__version__"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a file imports, anywhere in it; both `a` and `a.b` for `from a import b`."""
    package = module_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def under(name: str, top: str) -> bool:
    return name == top or name.startswith(f"{top}.")


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, `a[]` for an entry, else what follows the last dot, with the dot."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before and not before.startswith(".") else f".{node.attr}"
    if isinstance(node, ast.Subscript):
        return f"{dotted(node.value)}[]"
    return ""


# One way through the house


@pytest.mark.parametrize("who", APART)
def test_nothing_points_back(who: str):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        if under(module_name(path), who)
        for name in imports(path)
        if any(under(name, other) for other in APART[who])
        and not any(under(name, other) for other in MAY.get(module_name(path), ()))
    ]
    assert not wrong


def test_what_must_stay_pure_is_there():
    missing = [
        who
        for who in APART
        if not (ROOT / who.replace(".", "/")).is_dir()
        and not (ROOT / f"{who.replace('.', '/')}.py").is_file()
    ]
    assert not missing


def test_nothing_in_the_packages_imports_a_notebook_or_a_test():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in FILES
        for name in imports(path)
        if under(name, "notebooks") or under(name, "tests")
    ]
    assert not wrong


# Ids


def test_element_ids_are_written_in_ids_only():
    wrong = []
    for path in FILES:
        if not under(module_name(path), "dashboard") or path.name == "ids.py":
            continue
        for call in (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)):
            if dotted(call.func).split(".")[0] in ("html", "dcc"):
                told = [keyword.value for keyword in call.keywords if keyword.arg in ("id", "htmlFor")]
            elif dotted(call.func) in ("Input", "Output", "State"):
                told = call.args[:1]
            else:
                continue
            wrong += [f"{path.relative_to(ROOT)}:{one.lineno}" for one in told if holds_text(one)]
    assert not wrong, "write the id in dashboard/ids.py"


def holds_text(node: ast.expr) -> bool:
    """True if the value is put together from text here; what a function is called with does not count."""
    if isinstance(node, ast.Call):
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return any(holds_text(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))


# Importing


def at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, inside classes and ifs too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.ClassDef):
            yield from at_import(statement.body)
        elif isinstance(statement, ast.If) and not guards_the_command_line(statement.test):
            yield from at_import([*statement.body, *statement.orelse])


def guards_the_command_line(test: ast.expr) -> bool:
    said = ast.unparse(test)
    return said.startswith("__name__ ==") or said.endswith("TYPE_CHECKING")


def calls_at_import(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls that a statement makes itself; what stands inside a class or an if is asked by itself."""
    if isinstance(statement, ast.ClassDef):
        return run_by(*statement.decorator_list, *statement.bases)
    return run_by(statement.test) if isinstance(statement, ast.If) else run_by(statement)


def run_by(*nodes: ast.AST) -> Iterator[ast.Call]:
    """The calls that running the nodes makes; defining a function runs its decorators, not its body."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


@cache
def classes_of_the_project() -> frozenset[str]:
    return frozenset(
        node.name for path in FILES for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)
    )


@cache
def functions_of_the_project() -> dict[str, list[tuple[Path, ast.FunctionDef]]]:
    found: dict[str, list[tuple[Path, ast.FunctionDef]]] = {}
    for path in FILES:
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append((path, node))
    return found


@cache
def makes_a_value(path: Path, called: str) -> bool:
    """True if the call only makes a value: it is listed above, or a function of ours that calls only such."""
    last = called.rsplit(".", 1)[-1]
    if called in MAKERS or last in METHODS or last in classes_of_the_project():
        return True
    if last in DESCRIPTIONS and path.name.startswith("store"):
        return True
    ours = functions_of_the_project().get(last, [])
    if called.startswith("_"):  # of this file alone, whatever others have under the same name
        ours = [(where, function) for where, function in ours if where == path]
    inner = [(where, dotted(call.func)) for where, function in ours for call in run_by(*function.body)]
    return bool(ours) and all(makes_a_value(where, name) for where, name in inner if name != called)


@pytest.mark.parametrize("path", FILES, ids=SHOWN)
def test_importing_a_module_makes_values_and_does_no_work(path: Path):
    wrong = []
    for statement in at_import(parsed(path).body):
        if isinstance(statement, ast.For | ast.While | ast.With | ast.Try | ast.Delete | ast.Global):
            wrong.append(f"line {statement.lineno}: {type(statement).__name__.lower()} at import")
        for call in calls_at_import(statement):
            if not makes_a_value(path, dotted(call.func)):
                wrong.append(f"line {call.lineno}: {ast.unparse(call.func)}() at import")
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=SHOWN)
def test_a_module_keeps_no_state(path: Path):
    tree = parsed(path)
    containers: set[str] = set()
    wrong: list[str] = []
    for statement in at_import(tree.body):
        for name, value in assigned(statement):
            if not isinstance(
                value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
            ):
                continue
            containers.add(name)
            if name not in NATURAL_NAMES and not re.fullmatch(r"_?[A-Z][A-Z0-9_]*|[A-Z][A-Za-z]*", name):
                wrong.append(f"line {statement.lineno}: {name} is a container with a variable's name")
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            wrong.append(f"line {node.lineno}: global {', '.join(node.names)}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in CHANGERS and dotted(node.func.value) in containers:
                wrong.append(f"line {node.lineno}: {ast.unparse(node.func)}() changes it")
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            wrong += [f"line {node.lineno}: {ast.unparse(node)} changes"] * (dotted(node.value) in containers)
    assert not wrong


def assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(statement, ast.Assign):
        yield from ((name.id, statement.value) for name in statement.targets if isinstance(name, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
        yield statement.target.id, statement.value


# The size of a file and where to add things


@pytest.mark.parametrize("path", FILES, ids=SHOWN)
def test_a_file_fits_in_the_head(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_paths_in_the_readmes_table_of_where_to_add_things_exist():
    rows = re.findall(r"^\|(.+?)\|(.+)\|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    heads = [
        number for number, (add, touch) in enumerate(rows) if (add.strip(), touch.strip()) == ("add", "touch")
    ]
    assert heads, "README.md has no table `| add | touch |`"
    named = [path for _, touch in rows[heads[0] + 2 :] for path in re.findall(r"`([^`]+)`", touch)]
    paths = [path for path in named if "/" in path or path.endswith((".py", ".toml"))]
    assert len(paths) >= 5
    missing = [path for path in paths if not found(path)]
    assert not missing


def found(path: str) -> bool:
    """True if the path is there; `<name>` stands for any name, and a bare file name for one in a package."""
    pattern = re.sub(r"<[^>]+>", "*", path).rstrip("/")
    return any(ROOT.glob(pattern)) or ("/" not in path and any(file.name == path for file in FILES))
