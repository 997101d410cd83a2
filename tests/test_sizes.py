"""Letters are of six sizes and spaces lie on one grid; no rule of the stylesheet is for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard import theme
from tests.needs import ROOT

DASHBOARD = ROOT / "dashboard"
SHEETS = tuple((DASHBOARD / "assets" / name).read_text() for name in ("site.css", "dark.css"))

LETTERS = ("--small", "--text", "--lead", "--h2", "--h1", "--figure")
LINES = ("--tight", "--close", "--open")
GRID = ("--s1", "--s2", "--s3", "--s4", "--s6", "--s8", "--s12", "--s16")
SPACES = (*GRID, "--gap", "--part")  # the last two are one of the others, by the screen's width
SPACED = re.compile(r"(margin|padding)(-\w+)*|(row-|column-)?gap")

# What may be of another size, and why.
ELSEWHERE = {
    # the size that all others are shares of: larger on a screen that has room
    ("html", "font-size", "106.25%"),
    ("html", "font-size", "118.75%"),
    ("select", "font-size", "16px"),  # below that a telephone's browser zooms in when a choice is touched
    # letters of the tile map, in the map's own units, of which forty are a tile
    (".england .l", "font-size", "12.5px"),
    (".england .l", "font-size", "14.5px"),
    (".england .m", "font-size", "16px"),
    (".key .m", "font-size", "17px"),
    (".england .told", "font-size", "16px"),
    (".england .told", "font-size", "17px"),
    # --close in whole pixels, so that the rules beside a column that stays in sight do not slip
    ("table", "line-height", "var(--whole)"),
    # over the line under all tabs, which is a pixel high
    (".tabs a[aria-current]", "margin-bottom", "-1px"),
    # on paper: a table of ten columns or more; the margins of a sheet; its foot, which knows no variables
    (".scroll:has(thead th:nth-child(10)) table", "font-size", "7pt"),
    ("@page", "margin", "15mm 15mm 18mm"),
    ("@bottom-left", "font", "8pt Arial, Helvetica, sans-serif"),
    ("@bottom-right", "font", "8pt Arial, Helvetica, sans-serif"),
}
CHART_MARGIN = re.compile(r"\.[lr](\d+)")  # of the plot in a painted chart, as theme.py counts them


def declarations(sheet: str) -> Iterator[tuple[str, str, str]]:
    """(selector, property, value) of each declaration, whatever it is nested in."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    within: list[str] = []
    for said, end in re.findall(r'((?:"[^"]*"|[^{};"])*)([{};])', bare):
        if end == "{":
            within.append(" ".join(said.split()))
            continue
        if ":" in said and within:
            name, _, value = said.partition(":")
            yield within[-1], name.strip(), " ".join(value.split())
        if end == "}":
            within.pop()


def parts(value: str) -> set[str]:
    """What a value is made of, without its variables taken less than nothing."""
    return set(re.sub(r"calc\(-1 \* (var\([^)]*\))\)", r"\1", value).split()) - {"!important"}


def allowed(selector: str, name: str, value: str) -> bool:
    if (selector, name, value) in ELSEWHERE:
        return True
    if name in ("font-size", "font"):
        return value == "inherit" or value in {f"var({one})" for one in LETTERS}
    if name == "line-height":
        return value in {f"var({one})" for one in LINES}
    if CHART_MARGIN.fullmatch(selector):
        return int(value.removesuffix("px")) % 8 == 0
    return parts(value) <= {"0", "auto"} | {f"var({one})" for one in SPACES}


def is_size(name: str) -> bool:
    return name in ("font", "font-size", "line-height") or SPACED.fullmatch(name) is not None


def test_every_size_is_one_of_few() -> None:
    strange = [
        f"{selector} {{ {name}: {value} }}"
        for sheet in SHEETS
        for selector, name, value in declarations(sheet)
        if is_size(name) and not allowed(selector, name, value)
    ]
    assert strange == []


def test_nothing_is_excepted_that_is_not_there() -> None:
    there = {one for sheet in SHEETS for one in declarations(sheet)}
    assert there >= ELSEWHERE


def test_a_size_that_creeps_in_is_found() -> None:
    sheet = (
        ".a { padding: 0 13px; color: red } @media print { .b { font-size: 1.07rem; } } .c { gap: var(--s2) }"
    )
    found = [one for one in declarations(sheet) if is_size(one[1]) and not allowed(*one)]
    assert found == [(".a", "padding", "0 13px"), (".b", "font-size", "1.07rem")]


def test_spaces_on_a_screen_are_multiples_of_four_pixels() -> None:
    named = {name: value for _, name, value in declarations(SHEETS[0].partition("@media")[0])}
    assert {name: named[name] for name in GRID} == {one: f"{4 * int(one[3:])}px" for one in GRID}
    assert set(named) >= {*LETTERS, *LINES, *SPACES}


def test_each_step_of_the_letters_is_larger_than_the_one_before() -> None:
    named = {name: value for _, name, value in declarations(SHEETS[0].partition("@media")[0])}
    least = [float(re.findall(r"[\d.]+", named[name])[0]) for name in LETTERS]
    most = [float(re.findall(r"[\d.]+", named[name])[-1]) for name in LETTERS]
    assert least == sorted(set(least)) and most == sorted(set(most))


def test_there_is_one_accent_and_no_colour_that_has_no_name() -> None:
    """Outside the list of named colours there are only those of the charts, and white."""
    first, _, rest = re.sub(r"/\*.*?\*/", "", SHEETS[0], flags=re.S).partition("}")
    charts = {one.lower() for one in re.findall(r"#[0-9A-Fa-f]{6}", (DASHBOARD / "theme.py").read_text())}
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rest)) <= charts | {"#fff"}
    assert f"--accent: {theme.DARK_BLUE.lower()};" in first  # the colour of this authority
    for one in ("button", "a.button"):
        assert (one, "background", "var(--accent)") in set(declarations(SHEETS[0]))


def test_every_class_and_id_that_a_rule_is_for_is_given_to_something() -> None:
    """A rule for a name that no page, template or script writes is for nobody."""
    selectors = " ".join(one for one, *_ in declarations(SHEETS[0]) if not one.startswith("@"))
    named = set(re.findall(r"[.#]([a-zA-Z][\w-]*)", re.sub(r'"[^"]*"', "", selectors)))
    written = " ".join(
        one.read_text() for kind in ("*.py", "*.html", "*.js") for one in DASHBOARD.rglob(kind)
    )
    left = {one for one in named if not re.search(rf"""["' .]{one}["' .:]""", written)}
    left = {one for one in left if not CHART_MARGIN.fullmatch(f".{one}")}
    assert left <= MADE


# Names that are put together: `grade-{grade}`, `section-{name}`; and one that plotly gives.
MADE = {
    *("grade-1", "grade-2", "grade-3", "grade-4", "grade-none"),
    *("section-along", "section-neighbours", "section-scales", "main-svg"),
}
