"""The parts that every drafted table has: its unit, its signs, what holds for all of its rows."""

from collections.abc import Collection, Mapping, Sequence

from etl.readers.model import AsideKind, Column, FoundUnit, RawTable
from etl.sources.declaration_model import FROM_NAME, FROM_TITLE
from etl.sources.declared_tables import MEANINGS
from etl.sources.draft_guess import periods_in, region_in
from etl.sources.draft_text import Lines, key, quoted
from etl.sources.table_same_key import ADDS_UP
from etl.sources.table_tally import listed
from etl.sources.table_units import COUNTED, spelling_of
from warehouse.members import NATURES
from warehouse.units import PRINTED, SEK


def unit_of(raw: RawTable, values: Sequence[Column]) -> str | None:
    """The spelling of the unit where the file leaves no doubt."""
    if values and all(is_percent(column) for column in values):
        return "%"
    spellings = {spelling_of(unit.written) for unit in _found(raw, values)}
    return next(iter(spellings)) if len(spellings) == 1 else None


def _choice(written: Collection[str]) -> str:
    """The spellings to choose from; of what is counted, where the file says that it is."""
    counts = bool(written) and all(one.casefold() in COUNTED for one in written)
    meant = {unit.id for unit in ADDS_UP if unit is not SEK}
    words = [word for word, (unit, _) in PRINTED.items() if not counts or unit in meant]
    return f"One of: {', '.join(words)}"


def unit_lines(lines: Lines, raw: RawTable, values: Sequence[Column]) -> None:
    """The unit as found, with where; what a footer alone says is to be confirmed."""
    if not values:
        return
    if all(is_percent(column) for column in values):
        lines.comment("The cells are shown as per cent.")
        lines.word("unit", "%")
        return
    found = _found(raw, values)
    if not found:
        lines.asked("unit", "in which unit are the figures?", _choice(()))
        return
    for unit in found:
        lines.comment(f"The file says '{unit.written}' ({_place(unit)}).")
    spelling = unit_of(raw, values)
    if spelling is None:
        lines.asked("unit", "which unit is it?", _choice([unit.written for unit in found]))
        written = [quoted(unit.written) for unit in found if unit.written.casefold() not in COUNTED]
        if written:
            lines.raw(f"unit_confirmed = [{', '.join(written)}]")
    elif all(unit.place == AsideKind.FOOTER.value for unit in found):
        lines.asked("unit", "only a footer says so: is it the unit of the figures?", value=spelling)
        lines.word("unit_confirmed", found[0].written)
    else:
        lines.word("unit", spelling)


def is_percent(column: Column) -> bool:
    """Whether the cells are shown as per cent by their number format."""
    return "%" in (column.number_format or "")


def _found(raw: RawTable, values: Sequence[Column]) -> list[FoundUnit]:
    names = {column.name for column in values}
    own = [unit for unit in raw.units if unit.column in names]
    shared = [unit for unit in raw.units if unit.column is None]
    above = [unit for unit in shared if unit.place != AsideKind.FOOTER.value]
    distinct = {unit.written.casefold(): unit for unit in reversed(own or above or shared)}
    return list(reversed(distinct.values()))


def _place(unit: FoundUnit) -> str:
    row = "" if unit.row is None else f", row {unit.row}"
    column = "" if unit.column is None else f", column '{unit.column}'"
    return f"{unit.place}{row}{column}"


def sign_lines(
    lines: Lines, header: str, values: Sequence[Column], known: Mapping[str, str]
) -> None:
    """Every sign that stands instead of a number; `known` are those whose meaning is clear."""
    counts: dict[str, int] = {}
    for column in values:
        for sign, count in column.signs.items():
            counts[sign] = counts.get(sign, 0) + count
    empty = sum(column.empty for column in values)
    if empty:
        counts[""] = empty
    if not counts:
        return
    lines.blank(f"[{header}]")
    for sign, count in counts.items():
        if sign in known:
            lines.word(sign, known[sign])
            continue
        what = f"'{sign}'" if sign else "an empty cell"
        lines.asked(
            sign, f"what does {what} mean ({count} times)?", f"One of: {', '.join(MEANINGS)}"
        )


def constant_lines(
    lines: Lines, header: str, said: str, given: Collection[str], known: Mapping[str, str]
) -> None:
    """One member for all rows, for each dimension that no column gives."""
    lines.blank(f"[{header}]")
    place = region_in(said)
    if "region" not in given:
        _region(lines, place, asks_all="organisation" not in given)
    elif "organisation" not in {*given, *known}:
        lines.word("organisation", "all")
    if "period" not in given:
        codes = sorted(periods_in(said.replace("_", " ")))
        lines.asked(
            "period",
            "for which period do the figures hold?",
            f'"{FROM_TITLE}" or "{FROM_NAME}" where the rows above the table, or the name of the '
            "file, say one: then this declaration is also for next year's file.",
            value=codes[0] if len(codes) == 1 else "",
        )
    if "sex" not in given:
        lines.word("sex", "all")
    if "nature" not in given:
        lines.asked("nature", "what are the figures?", f"One of: {', '.join(NATURES)}")
    for dimension, member in {"estimate": "unweighted", **known}.items():
        if dimension not in given:
            lines.word(dimension, member)


def _region(lines: Lines, place: tuple[str, str] | None, *, asks_all: bool) -> None:
    if not asks_all:
        lines.word("region", "from_organisation")
    elif place is None:
        lines.asked("region", "which region are the figures about?")
        lines.asked("organisation", "which organisation there, or all for the whole region?")
    else:
        lines.comment("The file, or its name, names this place.")
        lines.word("region", place[0])
        lines.word("organisation", place[1])


def value_line(name: str, members: Mapping[str, str]) -> str:
    inner = ", ".join(f"{key(word)} = {quoted(member)}" for word, member in members.items())
    return f"{key(name)} = {{{inner}}}"


def not_read(lines: Lines, names: Sequence[str]) -> None:
    if names:
        lines.comment(f"Not read: {listed(repr(name) for name in names)}.")
