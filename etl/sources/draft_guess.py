"""What a column or a heading seems to stand for, by its content. Proposals for a draft only.

A proposal is made where the content leaves little doubt, and it is written down for a person to
read before anything is loaded.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import polars as pl

from etl.readers.model import Cells, Column, ColumnType, RawTable, text_of
from etl.sources.period_words import period_code
from etl.sources.table_members import region_of_name, tidy
from warehouse.area_codes import SCHEMES
from warehouse.areas import UnknownCode, area_of
from warehouse.members import GROUPS, SEXES
from warehouse.organisations import ORGANISATIONS
from warehouse.period import UnparseablePeriod
from warehouse.regions import OTHER, REGIONS

# Distinct cells that are looked at; a column with more is no dimension of a table.
_DISTINCT: Final = 2000

# How files write sexes, beside the names in `warehouse/members.py`; proposed, never taken as read.
SEX_WORDS: Final[Mapping[str, str]] = {
    "kvinna": "women", "man": "men", "flickor": "women", "flicka": "women", "pojkar": "men",
    "pojke": "men", "female": "women", "females": "women", "male": "men", "males": "men",
    "woman": "women", "girls": "women", "boys": "men", "kvinner": "women", "menn": "men",
    "totalt": "all", "total": "all", "båda könen": "all", "båda": "all", "samtliga": "all",
    "kvinnor och män": "all", "both sexes": "all", "both": "all", "män och kvinnor": "all",
    "uppgift saknas": "unknown",
}  # fmt: skip
# Codes that mean a sex only in a column that says so.
_SEX_CODES: Final[Mapping[str, str]] = {
    "k": "women", "m": "men", "t": "all", "f": "women", "1": "men", "2": "women", "1+2": "all",
}  # fmt: skip
_SEX_HEADER: Final = re.compile(r"(?i)\b(kön|kon|sex|gender|kjønn|kjonn)\b")
NATURE_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("prognos", "preliminary"), ("prelimin", "preliminary"), ("forecast", "preliminary"),
    ("utfall", "outcome"), ("bokslut", "outcome"), ("rekneskap", "outcome"),
    ("regnskap", "outcome"), ("redovisning", "outcome"), ("actual", "outcome"),
    ("budget", "decided"), ("budsjett", "decided"), ("beslut", "decided"),
    ("plan", "plan"), ("mål", "target"),
)  # fmt: skip
_CHANGE: Final = re.compile(r"(?i)förändr|avvik|differens|diff\b|skillnad|ändring|change|varians")
_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD_IN: Final = re.compile(
    rf"(?<!\d)({_YEAR}\s*[–-]\s*{_YEAR}|{_YEAR}/(?:\d\d)?\d\d|{_YEAR}[MKQ]\d\d?|[VH]T\s?{_YEAR}|{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_PERIOD_HEADER: Final = re.compile(r"(?i)\b(år|ar|year|tid|time|period|läsår|termin|kvartal|aar)\b")


@dataclass(frozen=True, slots=True)
class Guess:
    """A dimension that a column seems to be. `members` are spellings that need to be mapped.

    `unknown` are spellings that nobody knows; `areas` is the scheme of codes, where there is one.
    """

    dimension: str
    members: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    areas: str | None = None


def distinct_cells(raw: RawTable, index: int, batches: int = 8) -> list[str]:
    """The distinct filled cells of a column, in their order; of a large file of its beginning."""
    found: dict[str, None] = {}
    for batch in islice(raw.rows.batches(), batches):
        found |= dict.fromkeys(_texts(batch.cells[index]))
        if len(found) > _DISTINCT:
            break
    return list(found)[:_DISTINCT]


def _texts(cells: Cells) -> list[str]:
    text = text_of(cells).drop_nulls().unique(maintain_order=True)
    return [tidied for cell in text.cast(pl.String).to_list() if (tidied := tidy(cell))]


def guess(column: Column, cells: Sequence[str]) -> Guess | None:
    """What the column seems to be; None where its content does not say."""
    if not cells:
        return None
    for found in (_sex(column, cells), _period(column, cells)):
        if found is not None:
            return found
    if column.type is ColumnType.NUMBER and not _is_named(column, "region", "län", "lan", "code"):
        return None
    return _coded_region(column, cells) or _region(cells) or _organisation(cells) or _group(cells)


def _is_named(column: Column, *words: str) -> bool:
    return any(word in column.name.casefold() for word in words)


# ---------------------------------------------------------------- sexes, periods


def _sex(column: Column, cells: Sequence[str]) -> Guess | None:
    if len(cells) > 8:
        return None
    codes = _SEX_CODES if _SEX_HEADER.search(column.name) else {}
    members = {cell: found for cell in cells if (found := _sex_of(cell) or codes.get(_low(cell)))}
    if len(members) < len(cells) or not {"women", "men"} & set(members.values()):
        return None
    return Guess("sex", {c: m for c, m in members.items() if not is_known("sex", c)})


def _low(cell: str) -> str:
    return cell.casefold()


def _sex_of(cell: str) -> str | None:
    known = {word.casefold(): code for code, t in SEXES.items() for word in (code, t.sv, t.en)}
    return known.get(_low(cell)) or SEX_WORDS.get(_low(cell))


def sex_in(name: str) -> str | None:
    """The sex that a heading names among other words, where it names one."""
    found = {_sex_of(word) for word in re.findall(r"[^\W\d_]+", name)} & {"women", "men"}
    return found.pop() if len(found) == 1 else None


def is_known(dimension: str, cell: str) -> bool:
    """Whether a spelling needs no mapping."""
    members = {"sex": SEXES, "group": GROUPS}[dimension]
    known = {word.casefold() for code, t in members.items() for word in (code, t.sv, t.en)}
    return _low(cell) in known


def _period(column: Column, cells: Sequence[str]) -> Guess | None:
    if not all(map(period_of, cells)):
        return None
    is_short = len(cells) < 3 and column.type is ColumnType.NUMBER
    return None if is_short and not _PERIOD_HEADER.search(column.name) else Guess("period")


def period_of(cell: str) -> str | None:
    try:
        return period_code(cell)
    except UnparseablePeriod:
        return None


def periods_in(text: str) -> set[str]:
    """The codes of all periods that a text holds; no days, and no parts of longer numbers."""
    without_days = re.sub(rf"{_YEAR}-\d\d-\d\d", " ", text)
    codes = (period_of(found[1]) for found in _PERIOD_IN.finditer(without_days))
    return {code for code in codes if code}


# ---------------------------------------------------------------- places


def _coded_region(column: Column, cells: Sequence[str]) -> Guess | None:
    """Codes of a scheme: nearly all must be explained by it, and some must be ours."""
    enough = 1 if _is_named(column, "region", "län", "municipality", "lärosäte") else 2
    for scheme in SCHEMES:
        found = _explained(scheme, cells)
        if found is not None and found[0] >= enough:
            return Guess("region", unknown=tuple(found[1]), areas=scheme)
    return None


def _explained(scheme: str, cells: Sequence[str]) -> tuple[int, list[str]] | None:
    """How many codes are ours, and those the scheme does not know; None where those are many."""
    ours, unknown = 0, []
    for count, cell in enumerate(cells, 1):
        try:
            ours += area_of(scheme, cell) is not None
        except UnknownCode:
            unknown.append(cell)
        if len(unknown) > max(2, count * 0.1):  # of many cells the first few are enough
            return None
    return ours, unknown


def _region(cells: Sequence[str]) -> Guess | None:
    ours = [cell for cell in cells if region_of_name(cell)]
    unknown = [cell for cell in cells if not region_of_name(cell)]
    regions = {region_of_name(cell) for cell in ours}
    if ours and (not unknown or (len(regions) >= 2 and len(unknown) <= 40)):
        return Guess("region", unknown=tuple(unknown))
    return None


def _organisation(cells: Sequence[str]) -> Guess | None:
    names = {
        word.casefold()
        for code, one in ORGANISATIONS.items()
        for word in (code, one.name.sv, one.name.en)
    }
    unknown = [cell for cell in cells if _low(cell) not in names]
    if len(unknown) < len(cells) / 2:
        return Guess("organisation", unknown=tuple(unknown))
    return None


def _group(cells: Sequence[str]) -> Guess | None:
    is_group = len(cells) < 40 and all(is_known("group", cell) for cell in cells)
    return Guess("group") if is_group and set(map(_low, cells)) - {"alla", "all"} else None


# ---------------------------------------------------------------- headings


@dataclass(frozen=True, slots=True)
class Heading:
    """What the name of a column of numbers says; `rest` is what was not understood."""

    members: Mapping[str, str]
    rest: str
    is_change: bool = False


def heading(column: Column) -> Heading:
    """Period, nature, sex and region in the header cells of one column."""
    members: dict[str, str] = {}
    rest = []
    for part in column.parts or (column.name,):
        words = tidy(part.replace("_", " "))
        words = _take_whole(words, members)
        words = _take_period(words, members)
        words = _take_nature(words, members)
        rest.append(words)
    return Heading(members, tidy(" ".join(rest)), bool(_CHANGE.search(column.name)))


def _take_whole(words: str, members: dict[str, str]) -> str:
    sex, region = _sex_of(words), region_of_name(words)
    if sex and words.casefold() not in ("totalt", "total", "samtliga", "alla", "all"):
        members["sex"] = sex
        return ""
    if region and region != OTHER.code:
        members["region"] = region
        return ""
    return words


def _take_period(words: str, members: dict[str, str]) -> str:
    found = _PERIOD_IN.search(words)
    code = period_of(found[1]) if found else None
    if found is None or code is None:
        return words
    members["period"] = code
    return tidy(words[: found.start()] + " " + words[found.end() :])


def _take_nature(words: str, members: dict[str, str]) -> str:
    for word, nature in NATURE_WORDS:
        if word in words.casefold():
            members["nature"] = nature
            return tidy(re.sub(rf"(?i)\w*{word}\w*", "", words))
    return words


def region_in(text: str) -> tuple[str, str] | None:
    """Region and organisation that a title names, where it names exactly one."""
    words = text.casefold().replace("_", " ")
    found = {
        (one.region, code)
        for code, one in ORGANISATIONS.items()
        if one.region and any(n.casefold() in words for n in (one.name.sv, one.name.en))
    }
    if not found:
        found = {
            (region.code, "all")
            for region in REGIONS.values()
            if region is not OTHER
            for name in region.spellings
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words)
        }
    return next(iter(found)) if len(found) == 1 else None
