"""A draft as the TOML of an instrument, with a question for everything that nobody can know."""

from typing import Final

import tomlkit

from etl.inspection.option_words import words_of
from etl.inspection.options_toml import with_options
from etl.readers.options import Options
from etl.sources.draft_text import Lines, key, plain, quoted
from etl.surveys.draft.about import (
    about_lines,
    file_lines,
    source_lines,
    text_line,
)
from etl.surveys.draft.frame import frame_lines
from etl.surveys.draft.model import Draft, DraftAnswer, DraftItem, DraftMembers, DraftScale
from etl.surveys.instrument.parts import Parts
from etl.surveys.model import OutsideScale, Role
from warehouse.surveys.model import Comparability, Merged
from warehouse.text import Text

_HEAD: Final = (
    "# A first instrument for {name}, written by `alf survey draft`.",
    "# Every line '# QUESTION:' asks something: answer it in the lines below it, then take the",
    "# line out. What stands empty is to be filled in. docs/surveys.md says what each key means.",
    "format = 1",
)


def written(draft: Draft, before: Parts | None, options: Options, name: str) -> str:
    lines = Lines()
    lines.add(line.format(name=plain(name)) for line in _HEAD)
    about_lines(lines, draft, before)
    file_lines(lines, draft)
    _columns(lines, draft)
    for members in draft.members:
        _members(lines, members, draft)
    for scale in draft.scales:
        _scale(lines, scale)
    _themes(lines, draft)
    _items(lines, draft)
    _ignored(lines, draft)
    _crossings(lines, draft, before)
    frame_lines(lines, draft, before)
    source_lines(lines, before)
    _organisations(lines, draft)
    text = lines.text()
    return with_options(tomlkit.parse(text), options) if words_of(options) else text


# ---------------------------------------------------------------- columns and members


def _columns(lines: Lines, draft: Draft) -> None:
    lines.blank("[columns]")
    lines.question(
        "is each of these columns what it is said to be, and is one missing?",
        "The roles: respondent, submitted, organisation (the unit of placement), programme, term, "
        "sex, region. Leave out those that the export has not.",
    )
    for role, column in draft.columns.items():
        lines.word(role, column)


_MEANT: Final = {
    Role.REGION: "region (its code)",
    Role.ORGANISATION: "organisation (its code; a new one is declared below)",
    Role.PROGRAMME: "programme or profession (the code of a group)",
    Role.TERM: "term (as VT2024 or HT2024)",
    Role.SEX: "sex (women, men, other, unknown)",
}


def _members(lines: Lines, members: DraftMembers, draft: Draft) -> None:
    lines.blank(f"[members.{members.role}]")
    lines.question(
        f"which {_MEANT[members.role]} is each spelling?",
        '"all" for those who belong to none that is told apart, "left_out" for rows that are not '
        "to count.",
    )
    if members.rare.rows:
        lines.question(
            f"{members.rare.spellings} further spellings on {members.rare.rows} rows are not "
            "written, since fewer than 3 rows have each: which are they? Add them here."
        )
    codes: dict[str, str] = {}
    if members.role is Role.ORGANISATION:
        codes = {one.spelling: one.code for one in draft.organisations}
    for spelling, member in members.members.items():
        lines.word(spelling, member or codes.get(spelling, ""))


def _organisations(lines: Lines, draft: Draft) -> None:
    for one in draft.organisations:
        lines.blank("[[organisation]]")
        lines.word("code", one.code)
        if one.known is None:
            lines.raw(text_line("name", Text(one.spelling, one.spelling)))
            lines.asked("kind", f"what is {one.code}, and in which region? Is it named so in both?")
            lines.raw('region = ""')
            continue
        lines.raw(text_line("name", one.known.name))
        lines.word("kind", one.known.kind)
        if one.known.region:
            lines.word("region", one.known.region)


# ---------------------------------------------------------------- scales


def _scale(lines: Lines, scale: DraftScale) -> None:
    lines.blank("[[scale]]")
    for question in scale.questions:
        _ask(lines, question)
    lines.word("id", scale.id)
    if scale.outside is not OutsideScale.REFUSE:
        lines.word("outside", scale.outside)
    lines.raw("answers = [", *(f"  {_answer(answer)}," for answer in scale.answers), "]")
    if scale.does_not_apply is not None:
        lines.raw(f"does_not_apply = {_answer(scale.does_not_apply)}")
    seen: set[str] = set()
    for step in scale.steps:
        lines.blank("[[scale.step]]")
        lines.raw("groups = [", *(f"  {_merged(group, seen)}," for group in step), "]")
        seen |= {group.code for group in step}


def _ask(lines: Lines, question: str) -> None:
    """What stands behind a line break explains the question."""
    first, _, more = question.partition("\n")
    lines.question(first, more)


def _answer(answer: DraftAnswer) -> str:
    value = ""
    if answer.value is not None:
        positive = "true" if answer.is_positive else "false"
        value = f"value = {answer.value:g}, positive = {positive}, "
    spellings = [
        cell for cell in answer.spellings if cell not in (answer.label.sv, answer.label.en)
    ]
    listed = f", spellings = {_list(spellings)}" if spellings else ""
    return f"{{code = {quoted(answer.code)}, {value}{text_line('label', answer.label)}{listed}}}"


def _merged(group: Merged, seen: set[str]) -> str:
    if group.code in seen:
        return f"{{code = {quoted(group.code)}}}"
    label, answers = text_line("label", group.label), _list(group.answers)
    return f"{{code = {quoted(group.code)}, {label}, answers = {answers}}}"


def _list(words: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(quoted, words))}]"


# ---------------------------------------------------------------- themes and items


def _themes(lines: Lines, draft: Draft) -> None:
    for at, theme in enumerate(draft.themes):
        lines.blank("[[theme]]")
        if at == 0:
            lines.question(
                "is each theme one matter, and how many of its items must a person have answered?"
            )
        lines.word("code", theme.code)
        lines.raw(text_line("title", theme.title))
        lines.raw(f"minimum_items = {theme.minimum_items}")


def _items(lines: Lines, draft: Draft) -> None:
    lines.blank()
    if not draft.items:
        lines.question("which columns are items? None was found; write [[item]] for each.")
        return
    lines.question(
        "are scale, theme and direction of each item right, and can it be compared with the round "
        "before?",
        'direction: "higher" where higher values are better, else "lower" or "no_judgement". '
        'comparability: "same", "changed_wording", "changed_scale" (both with reason = {sv, en}) '
        'or "new".',
    )
    if any(item.blank for item in draft.items):
        lines.question(
            "does an empty cell mean that an option was not chosen, where `blank` says so?"
        )
    for code, column in draft.gone.items():
        lines.question(f"the item '{code}' has no column here (it was '{column}'): was it asked?")
    for item in draft.items:
        _item(lines, item)


def _item(lines: Lines, item: DraftItem) -> None:
    lines.blank("[[item]]")
    for question in item.questions:
        _ask(lines, question)
    lines.word("code", item.code)
    lines.word("column", item.column)
    lines.raw(text_line("wording", item.wording))
    if item.theme:
        lines.word("theme", item.theme)
    lines.word("scale", item.scale)
    lines.word("direction", item.direction)
    lines.word("comparability", item.comparability)
    if item.comparability in (Comparability.CHANGED_WORDING, Comparability.CHANGED_SCALE):
        lines.raw(text_line("reason", Text("", "")))
    if item.spellings:
        pairs = ", ".join(f"{key(cell)} = {quoted(code)}" for cell, code in item.spellings.items())
        lines.raw(f"spellings = {{{pairs}}}")
    if item.blank:
        lines.word("blank", item.blank)


def _ignored(lines: Lines, draft: Draft) -> None:
    if not draft.ignored:
        return
    lines.blank("[ignore]")
    lines.question(
        "is each of these to be left out? Open text is never read; a question on a scale becomes "
        "an [[item]]."
    )
    named = (f"  {quoted(column)},  # {why}" for column, why in draft.ignored.items())
    lines.raw("columns = [", *named, "]")


def _crossings(lines: Lines, draft: Draft, before: Parts | None) -> None:
    told = [role for role in (Role.ORGANISATION, Role.PROGRAMME, Role.SEX) if role in draft.columns]
    crossings: list[tuple[str, ...]] = [(role.value,) for role in told]
    if before is not None:
        words = {"group": Role.PROGRAMME.value}
        crossings = [tuple(words.get(one, one) for one in by) for by in before.crossings]
    for at, crossing in enumerate(crossings):
        lines.blank("[[crossing]]")
        if at == 0:
            lines.question(
                "which tables are shown beside the region's total? Fewer tables hide fewer cells.",
                'Two together are crossed, as by = ["organisation", "sex"].',
            )
        lines.raw(f"by = {_list(crossing)}")
