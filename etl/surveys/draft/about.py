"""`[survey]`, `[file]` and `[source]` of a draft: nearly all of it is to be asked.

What an earlier round of the series says is taken over from its instrument.
"""

from collections.abc import Mapping
from typing import Final

from etl.sources.draft_text import Lines, quoted
from etl.surveys.draft.model import Draft
from etl.surveys.instrument.parts import Parts
from etl.surveys.instrument.survey import SEVEN
from etl.surveys.model import Duplicates, Role, Shape
from warehouse.organisations import OrganisationKind
from warehouse.text import Text

EMPTY: Final = Text("", "")
_KINDS: Final = ", ".join(k.value for k in OrganisationKind if k is not OrganisationKind.TOTAL)


def text_line(name: str, text: Text) -> str:
    return f"{name} = {{sv = {quoted(text.sv)}, en = {quoted(text.en)}}}"


def about_lines(lines: Lines, draft: Draft, before: Parts | None) -> None:
    about = before.about if before else None
    lines.blank("[survey]")
    lines.asked("id", "what is the id of this survey, as vil_stockholm_students_2024?", _CODE)
    if about is None:
        _series_lines(lines)
    else:
        lines.word("series", about.series)
        lines.raw(text_line("series_title", about.series_title))
    lines.question("what is the survey called, in Swedish and in English?")
    lines.raw(text_line("title", EMPTY))
    _region(lines, draft, about.region if about else None)
    if about is None:
        lines.asked("group", "who were asked (the target group), as students or supervisors?")
    else:
        lines.word("group", about.group)
    lines.asked("period", "when were they asked?", "As 2024, HT2024, 2023/24 or 2024-03..05.")
    if Role.ORGANISATION in draft.columns:
        _units(lines, about.units if about else ())
    _invited(lines, before)
    _counting(lines, draft, before)
    _days(lines, draft)


_CODE: Final = "a-z, 0-9 and _, beginning with a letter; it also names a folder."


def _series_lines(lines: Lines) -> None:
    lines.asked(
        "series",
        "which series of surveys is it a round of, as vil?",
        "Rounds of one series share item codes, scales and themes; --like OLD.toml takes them over "
        "from the instrument of an earlier round.",
    )
    lines.question("what is the series called?")
    lines.raw(text_line("series_title", EMPTY))


def _region(lines: Lines, draft: Draft, region: str | None) -> None:
    if Role.REGION in draft.columns:
        return
    if region is not None:
        lines.word("region", region)
    else:
        lines.asked("region", "which region?", f"One of: {', '.join(SEVEN)}.")


def _units(lines: Lines, units: tuple[OrganisationKind, ...]) -> None:
    if units:
        lines.raw(f"unit = [{', '.join(quoted(unit) for unit in units)}]")
    else:
        lines.asked("unit", "what are the organisations (the unit of placement)?", f"Of: {_KINDS}.")


def _invited(lines: Lines, before: Parts | None) -> None:
    if before is None:
        lines.asked("invited", 'were all of the target group invited ("all"), or a sample?')
    else:
        lines.word("invited", "all" if before.about.everyone_invited else "sample")


def _counting(lines: Lines, draft: Draft, before: Parts | None) -> None:
    asked = before.about.minimum_answered if before else max(1, (len(draft.items) + 1) // 2)
    if before is None:
        lines.question("how many items must be answered for an answer to count as complete?")
    lines.raw(f"minimum_answered = {min(asked, max(len(draft.items), 1))}")
    if before and before.about.smallest_group:
        lines.raw(f"smallest_group = {before.about.smallest_group}")
    if Role.RESPONDENT not in draft.columns:
        return
    if before and before.about.duplicates:
        lines.word("duplicates", before.about.duplicates)
    else:
        words = ", ".join(one.value for one in Duplicates)
        question = "which answer counts where one respondent answered several times?"
        lines.asked("duplicates", question, f"One of: {words}.")


def _days(lines: Lines, draft: Draft) -> None:
    if Role.SUBMITTED in draft.columns:
        lines.question(
            "when did the survey open and close? Later answers do not count.",
            "Days without quotes, as 2024-05-31. Take out what is not known.",
        )
        lines.raw("# opened = 2024-03-01", "# closed = 2024-05-31")
    lines.question(
        "until when may the answers be kept? A day without quotes, as 2026-12-31.",
        "After it each load reminds of `alf survey forget`.",
    )
    lines.raw('keep_until = ""')


def file_lines(lines: Lines, draft: Draft) -> None:
    lines.blank("[file]")
    lines.word("platform", draft.platform)
    if draft.shape is Shape.LONG:
        lines.word("shape", draft.shape)


def source_lines(lines: Lines, before: Parts | None) -> None:
    lines.blank("[source]")
    if before is None:
        lines.asked("id", "which publication are the figures from?", _SOURCE)
        lines.raw(text_line("short", EMPTY) + "  # what stands under a chart")
        lines.raw('publisher = ""  # who answers for the survey')
        return
    lines.word("id", before.source)
    for source in before.sources:
        lines.raw(text_line("short", source.short))
        given: Mapping[str, str | None] = {
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "licence": source.licence,
            "address": source.address,
        }
        for name, value in given.items():
            if value:
                lines.word(name, value)
        if source.update_rhythm:
            lines.raw(text_line("update_rhythm", source.update_rhythm))


_SOURCE: Final = (
    "The id of a registered source (then take out the other lines), or a new one: the same in all "
    "rounds of the series."
)
