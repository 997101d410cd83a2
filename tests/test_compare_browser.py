"""/compare in a browser, with the national files: by keyboard alone, at both widths, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

A8, COUNT = "lait-avg-attain8-score", "lait-cpp-num"
VIEWS = {
    "two areas": f"/compare?area=865&area=383&indicator={A8}",
    "thirteen areas": f"/compare?area=865&area=dfe-2025.865&area=E92000001&indicator={A8}&indicator={COUNT}",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_comparison_is_built_with_the_keyboard_alone(
    national_site: str, open_tab: Callable[..., Page], scripts: bool
):
    """Type, Enter; type, Enter; pick from several by Tab and Enter; take one out."""
    tab = open_tab(java_script_enabled=scripts)
    tab.goto(f"{national_site}/compare")
    add(tab, "Add an area", "Wiltshire")
    add(tab, "Add an area", "leeds")
    assert chosen(tab) == ["Wiltshire", "Leeds"]
    add(tab, "Add a measure", "attainment 8 score")
    if "Which measure is" in tab.locator("main").inner_text():
        press(tab, "Add Average Attainment 8 score per pupil")
    assert tab.locator("table").count() == 1
    assert tab.locator("h1").inner_text() == "Wiltshire and Leeds compared"
    unfold(tab)
    press(tab, "Remove Leeds")
    unfold(tab)
    assert chosen(tab) == ["Wiltshire"]
    press(tab, "Add Wiltshire: statistical neighbours, 2025 (10)")
    assert tab.locator("h1").inner_text() == "Wiltshire and 10 other areas compared"
    press(tab, "Charts")
    assert tab.locator("figure").count() == 11
    tab.go_back()
    assert tab.locator("figure").count() == 0 and tab.locator("table").count() == 1


def test_after_adding_the_next_can_be_typed_at_once(national_site: str, tab: Page):
    tab.goto(f"{national_site}/compare")
    add(tab, "Add an area", "Wiltshire")
    tab.wait_for_function("document.activeElement.name === 'area'")
    tab.keyboard.type("Leeds")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**area=Leeds**")
    assert chosen(tab) == ["Wiltshire", "Leeds"]
    assert tab.get_by_label("Add an area").input_value() == ""


def test_who_comes_to_a_comparison_sees_its_figures_first_and_who_changes_it_goes_on_changing(
    national_site: str, tab: Page
):
    tab.goto(national_site + VIEWS["two areas"])
    folded = tab.locator(".change > details")
    assert folded.get_attribute("open") is None
    box = tab.locator(".compared tbody tr").nth(1).bounding_box()
    assert box and box["y"] + box["height"] < 720, "a figure is seen without scrolling"
    unfold(tab)
    press(tab, "Remove Leeds")
    assert chosen(tab) == ["Wiltshire"]
    assert folded.get_attribute("open") is not None, "by its links"
    add(tab, "Add an area", "Southwark")
    assert chosen(tab) == ["Wiltshire", "Southwark"]
    assert folded.get_attribute("open") is not None, "by its forms"
    press(tab, "Charts")
    assert folded.get_attribute("open") is None


def test_what_needs_mending_is_not_folded_away(national_site: str, tab: Page):
    for more in ("&area=Leedz", "&indicator=children"):
        tab.goto(national_site + VIEWS["two areas"] + more)
        assert tab.locator(".change > details").count() == 0
        assert tab.get_by_label("Add an area").is_visible()


def test_a_misspelt_name_is_mended_with_one_key(national_site: str, tab: Page):
    tab.goto(f"{national_site}/compare?area=865")
    add(tab, "Add an area", "Leedz")
    assert "There is no area called “Leedz”" in tab.locator("main").inner_text()
    press(tab, "Add Leeds")
    assert chosen(tab) == ["Wiltshire", "Leeds"]
    assert "Leedz" not in tab.url


def test_years_are_chosen_with_the_keyboard_on_show(national_site: str, tab: Page):
    tab.goto(national_site + VIEWS["two areas"])
    unfold(tab)
    tab.get_by_label("From").select_option("2023")
    tab.get_by_role("button", name="Show").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**from=2023**")
    assert tab.locator("thead th").count() == 4


def test_the_names_stay_in_sight_when_a_wide_table_is_scrolled_on_a_narrow_screen(
    national_site: str, open_tab: Callable[..., Page]
):
    tab = open_tab(viewport={"width": 390, "height": 844})
    tab.goto(national_site + VIEWS["thirteen areas"])
    name = tab.locator("tbody th[scope=row]").first
    before = name.bounding_box()
    tab.locator(".compared").first.evaluate("one => one.scrollBy(300, 0)")
    after = name.bounding_box()
    assert before and after and abs(before["x"] - after["x"]) < 2


def test_a_file_comes_down(national_site: str, tab: Page):
    tab.goto(national_site + VIEWS["two areas"])
    with tab.expect_download() as got:
        tab.get_by_role("link", name="Download as a spreadsheet").click()
    assert got.value.suggested_filename == "yardstick-compare-release-2.xlsx"


def add(tab: Page, label: str, words: str) -> None:
    """Types words into a field and presses Enter."""
    tab.get_by_label(label).focus()
    tab.keyboard.type(words)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def unfold(tab: Page) -> None:
    """Unfolds what is chosen, by keyboard, unless it is unfolded."""
    if tab.locator(".change > details:not([open])").count():
        tab.locator(".change summary").first.focus()
        tab.keyboard.press("Enter")


def press(tab: Page, name: str) -> None:
    """Goes to a link by Tab, as one does without a pointer, and presses Enter."""
    for _ in range(120):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent") == name:
            with tab.expect_navigation():
                tab.keyboard.press("Enter")
            return
    raise AssertionError(f"no Tab leads to {name}")


def chosen(tab: Page) -> list[str]:
    """The names of the areas chosen."""
    return tab.locator("article", has_text="Areas (").locator("ol > li > span").all_inner_texts()
