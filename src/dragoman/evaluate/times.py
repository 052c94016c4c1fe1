"""Scores time expressions against gold: does each mean the same days?"""

from collections.abc import Iterable, Mapping
from typing import Any  # gold and prediction lines are JSON objects as read

Line = Mapping[str, Any]


def score(gold: Iterable[Line], predictions: Iterable[Line]) -> dict[str, float | int]:
    """Figures for `times`: shares of the gold items.

    A gold item is {id, expression, edtf, earliest, latest, lang}; a prediction {id, edtf, earliest, latest}. `exact`:
    earliest and latest are equal; `edtf`: the strings are equal, too; `found`: of the items with a date, those for
    which any was given. Where the gold has no expression nothing may be given. `exact_<lang>` are shares by language.
    An item without a prediction counts as one that gives nothing.
    """
    given = {str(line["id"]): line for line in predictions}
    items = [(item, given.get(str(item["id"]), {})) for item in gold]
    exact = [_is_exact(item, line) for item, line in items]
    dated = [line for item, line in items if item.get("edtf") is not None]
    figures: dict[str, float | int] = {
        "items": len(items),
        "exact": _share(exact),
        "edtf": _share([item.get("edtf") == line.get("edtf") for item, line in items]),
        "found": _share([line.get("edtf") is not None for line in dated]),
    }
    for language in sorted({str(item.get("lang") or "en") for item, _ in items}):
        of_language = [ok for (item, _), ok in zip(items, exact, strict=True) if (item.get("lang") or "en") == language]
        figures[f"exact_{language}"] = _share(of_language)
    return figures


def _is_exact(item: Line, line: Line) -> bool:
    return all(item.get(end) == line.get(end) for end in ("earliest", "latest")) and (
        item.get("edtf") is not None or line.get("edtf") is None
    )


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0
