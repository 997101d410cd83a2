"""Small stores for tests: uploads made of a few rows."""

from __future__ import annotations

from loaders import schema
from loaders.store import Release, Store, Upload


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
