"""The draft of a budget: an indicator whose items are its posts, and a table that must add up."""

from collections.abc import Mapping

from etl.readers.model import RawTable
from etl.sources.budget import Budget
from etl.sources.declaration_model import LEFT_OUT
from etl.sources.draft_parts import (
    constant_lines,
    not_read,
    sign_lines,
    unit_lines,
    value_line,
)
from etl.sources.draft_text import Lines, key, plain, quoted
from warehouse.members import NATURES


def budget_indicator(lines: Lines, budget: Budget, identifier: str) -> None:
    lines.blank("[[indicator]]")
    lines.word("id", identifier)
    lines.word("topic", "funding")
    lines.question("what is this budget called, and what does it hold? In both languages.")
    lines.raw('title = {sv = "", en = ""}', 'definition = {sv = "", en = ""}')
    lines.raw('unit = "sek"', 'direction = "no_judgement"', 'denominator = "none"')
    lines.raw('pooling = "not_poolable"')
    lines.raw("valid_range = {}" if budget.has_negative else "valid_range = {low = 0}")
    lines.raw("smallest_base = 1", 'uncertainty = "counted"', 'represented_by = "region"')
    lines.raw('groups = ["all"]')
    lines.blank("[indicator.items]")
    lines.question("what are the posts called in English?")
    for code, name in budget.texts.items():
        lines.raw(f'{key(code)} = {{sv = {quoted(name)}, en = ""}}')


def budget_table(
    lines: Lines, raw: RawTable, budget: Budget, indicator: str, sheet: str | None, said: str
) -> None:
    values = [raw.columns[raw.column(name)] for name in budget.headings]
    lines.blank("[[table]]")
    if sheet is not None:
        lines.word("sheet", sheet)
    lines.word("indicator", indicator)
    unit_lines(lines, raw, values)
    if budget.with_sections:
        lines.comment("Posts of the same name are told apart by the heading above them.")
        lines.word("sections", budget.posts)
    lines.table("table.columns", {"item": budget.posts})
    natures = {found.members.get("nature") for found in budget.headings.values()}
    given = {"item", "period", *(() if natures == {None} else ("nature",))}
    constant_lines(lines, "table.constants", said, given, {})
    not_read(lines, budget.left_out)
    _values(lines, budget, given)
    headings = dict.fromkeys(budget.section_headings, LEFT_OUT)
    lines.table("table.members.item", {**headings, **budget.items})
    sign_lines(lines, "table.signs", values, _known_signs(raw, budget))
    _sums(lines, budget)


def _known_signs(raw: RawTable, budget: Budget) -> Mapping[str, str]:
    """Empty cells are clear where they only stand in rows of headings, which give no figure."""
    empty = {raw.columns[raw.column(name)].empty for name in budget.headings}
    headings = (raw.row_count or 0) - len(budget.items)
    return {"": "left_out"} if empty == {headings} else {}


def _values(lines: Lines, budget: Budget, given: set[str]) -> None:
    lines.blank("[table.values]")
    if "nature" in given and any("nature" not in h.members for h in budget.headings.values()):
        lines.question(
            "what are the figures of the columns without a nature?", f"One of: {', '.join(NATURES)}"
        )
    for name, found in budget.headings.items():
        members = dict(found.members)
        if "nature" in given:
            members.setdefault("nature", "")
        lines.raw(value_line(name, members))


def _sums(lines: Lines, budget: Budget) -> None:
    for name in budget.unsummed:
        lines.blank(f"# No rows were found that make '{plain(name)}'; if some do, say which:")
        lines.raw('# [[table.sum]]  item = "…"  of = ["…", "…"]  tolerance = 0')
    for one in budget.sums:
        lines.blank("[[table.sum]]")
        lines.word("item", one.total)
        lines.raw(f"of = [{', '.join(map(quoted, one.parts))}]")
        lines.raw(f"tolerance = {one.tolerance:g}  # in the unit of the table, for rounding")
