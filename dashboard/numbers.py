"""Numbers as people read them. Rounding happens here and nowhere else: halves go away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from dashboard.records import Observation, Threshold

MISSING = {
    "suppressed": "not shown, to protect people",
    "not available": "not available",
    "not applicable": "does not apply",
    "low": "rounds to zero",
    "unreliable": "too unreliable to show",
}


def rounded(value: float, decimals: int) -> str:
    """A number with thousands separated and so many decimals; halves away from zero."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,}".replace("-", "−")  # noqa: RUF001 - a typeset minus


def with_unit(text: str, unit: str) -> str:
    """A printed number with its unit, if the text does not say it already."""
    if unit in ("number", "ratio") or unit in text:
        return text
    return f"{text}%" if unit == "%" and "%" not in text else text if unit == "%" else f"{text} {unit}"


def computed(value: float | None, unit: str, decimals: int) -> str:
    """A number that we worked out, rounded, with its unit; a dash where there is none."""
    return "–" if value is None else with_unit(rounded(value, decimals), unit)  # noqa: RUF001


def published(one: Observation, unit: str) -> str:
    """A figure as the source prints it, with its unit; or why there is none."""
    if one.value is None:
        return MISSING[one.status]
    if unit not in ("number", "ratio", "%") and "%" in one.printed:
        return with_unit(one.printed.replace("%", "").strip(), unit)
    bare = one.printed.replace(",", "").replace(".", "").strip()
    return (
        with_unit(one.printed, unit) if bare.isdigit() or unit == "%" and bare[-1:].isdigit() else one.printed
    )


def level(one: Threshold) -> str:
    """A threshold as the source prints it, with the unit it is printed in."""
    bare = one.printed.replace(",", "").replace(".", "").strip()
    return with_unit(one.printed, one.unit) if bare.isdigit() else one.printed
