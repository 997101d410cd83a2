"""What tests publish: uploads made of a few rows, the shipped papers, the national files."""

from __future__ import annotations

from pathlib import Path

from loaders import FORMATS, schema, shipped
from loaders.format import read_together
from loaders.reference import Reference
from loaders.store import Release, Store, Upload

NATIONAL = (
    "lait/lait_data_dictionary.csv",
    "lait/bds_long.parquet",
    "lait/sn_may_2025.xlsx",
    "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods",
)


def publish_papers(store: Store, reference: Reference) -> None:
    """The papers that come with Yardstick, as the first release."""
    store.publish_first(lambda: shipped.uploads(reference))


def publish_national(store: Store, reference: Reference, folder: Path) -> None:
    """The national files of a folder, as one release."""
    files = [folder / name for name in NATIONAL]
    readings = read_together(files, reference, FORMATS)
    store.publish([shipped.upload(path, one) for path, one in zip(files, readings, strict=True)])


def upload(source: str, *values: float, indicator: str = "neet", file: str = "") -> Upload:
    """An upload of one observation of Wiltshire a value, and its source row; its bytes tell the values."""
    observations = [
        {
            "indicator": indicator,
            "area": "865",
            "period": str(2008 + place),
            "period_type": "calendar",
            "value": value,
            "published_as": str(value),
            "status": "published",
            "headline": True,
            "source": source,
            "locator": f"para {place + 1}",
        }
        for place, value in enumerate(values)
    ]
    sources = [{"source": source, "title": source.title(), "publisher": "A council", "licence": "not stated"}]
    tables = {
        "observation": schema.frame(schema.OBSERVATION, observations),
        "source": schema.frame(schema.SOURCES, sources),
    }
    return Upload(file or f"{source}.xlsx", f"{source}: {values}".encode(), "standard", source, tables)


def values(store: Store, release: Release | None) -> list[float]:
    """The figures of a release, which must be there."""
    assert release is not None
    return store.rows("observation", release)["value"].tolist()
