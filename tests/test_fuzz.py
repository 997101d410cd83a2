"""Real workbooks damaged at random: an error in words, or rows that keep to the contract; nothing breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from loaders.reference import Reference
from loaders.schema import Tables
from tests.checkers import Checker, checker, sound
from tests.mutations import FILES, MUTATED, Mutation, mutations
from tests.needs import soaking
from tests.properties import PATIENT

CASES = 20_000 if soaking() else 200
# In `make test` the same cases every time; in `make soak` others each time.
TRIED = settings(
    PATIENT,
    max_examples=CASES,
    derandomize=not soaking(),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[Checker]:
    with checker(tmp_path_factory.mktemp("checks"), reference) as made:
        yield made


@pytest.fixture(scope="module")
def clean(checks: Checker) -> Mapping[Path, Tables]:
    """The rows of every file as it is."""
    found: dict[Path, Tables] = {}
    for file in FILES:
        report = checks.check([file])
        found[file] = checks.tables(report) if report.publishable else {}
    return found


def test_whatever_is_done_to_a_workbook_it_is_refused_in_words_or_read(
    checks: Checker,
    clean: Mapping[Path, Tables],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
):
    tried: list[int] = []

    @given(mutations())
    @TRIED
    def tried_on(mutation: Mutation):
        file = tmp_path / mutation.file.name
        file.write_bytes(mutation.made())
        found = checks.check([file])
        sound(found)
        tables = checks.tables(found) if found.publishable else {}
        if tables and mutation.is_sealed:
            wanted = clean[mutation.file]
            assert [
                name for name in wanted if name != "source" and not tables[name].equals(wanted[name])
            ] == []
        tried.append(bool(tables))

    tried_on()
    assert len(tried) >= CASES
    assert CASES / 20 < sum(tried) < CASES
    record_property("counted", [MUTATED, len(tried)])
