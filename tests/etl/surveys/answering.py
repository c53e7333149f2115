"""Answers the questions of a draft as a person would, so that it becomes an instrument."""

from datetime import date
from itertools import count
from typing import Any, Final

import tomlkit

from etl.sources.declaration import QUESTION

ABOUT: Final[dict[str, Any]] = {
    "id": "round_2024",
    "series": "vil",
    "group": "students",
    "period": "2024",
    "region": "stockholm",
    "unit": "hospital",
    "invited": "all",
    "duplicates": "last",
    "keep_until": date(2030, 1, 1),
}
_COUNT: Final = count()
KINDS: Final = ["hospital", "unit", "hospital_group"]


def answered(draft: str, **about: str) -> str:
    """The draft without questions, and with everything filled in that stands empty."""
    lines = [line for line in draft.splitlines() if not line.startswith(QUESTION)]
    document = tomlkit.parse("\n".join(lines) + "\n")
    survey: Any = document["survey"]
    for key, value in {**ABOUT, **about}.items():
        if key in about or survey.get(key) == "":
            survey[key] = value
    if "unit" in survey:
        survey["unit"] = KINDS
    source: Any = document["source"]
    source["id"] = source["id"] or "vil_survey"
    if source.get("publisher") == "":
        source["publisher"] = "Region Stockholm"
    for members in document.get("members", {}).values():
        for spelling, member in members.items():
            members[spelling] = member or "all"
    frame: Any = document.get("frame", {})
    if frame.get("file") == "":
        frame["file"] = "invited.csv"
    for one in document.get("organisation", []):
        one["kind"] = one["kind"] or "unit"
        one["region"] = one.get("region") or survey.get("region", "stockholm")
    _fill(document)
    return tomlkit.dumps(document)


def _fill(table: Any) -> None:  # noqa: ANN401  # whatever TOML holds
    """Texts in both languages."""
    inner = table.values() if isinstance(table, dict) else table
    if isinstance(table, dict) and set(table) == {"sv", "en"}:
        for language, other in (("sv", "en"), ("en", "sv")):
            table[language] = table[language] or table[other] or f"to be written {next(_COUNT)}"
        return
    for one in inner:
        if isinstance(one, dict | list):
            _fill(one)
