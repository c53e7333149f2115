"""The instrument of each round of the example, as a person would write it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from etl.example.exports import Table, closed, columns_of, opened, platform_of
from etl.example.questionnaire import (
    ANSWERS,
    NOT_RELEVANT,
    PROGRAMME_WORDS,
    SCALE,
    SERIES,
    SERIES_TITLE,
    SEX_WORDS,
    SOURCE,
    region_name,
    unit_code,
    unit_name,
    wording,
)
from etl.example.truths import (
    CIRCLES,
    FIRST_YEAR,
    METHOD_BREAK,
    QUESTIONS,
    REWORDED,
    SIZES,
    THEMES,
    UNITS,
    years,
)
from warehouse.text import Text

KEEP_UNTIL: Final = "2099-12-31"
_SHORT: Final = Text("Exempeldata", "Example data")
_ROLES: Final = {
    "Region": "region", "Enhet": "organisation", "Program": "programme", "Kön": "sex",
}  # fmt: skip
_CROSSED: Final = ("organisation", "programme", "sex")


def survey_id(circle: str, year: int) -> str:
    return f"example_{circle}_{year}"


def instrument(circle: str, year: int, table: Table, frame: str) -> str:
    """TOML; `frame` is the name of the file of those invited."""
    parts = [
        _survey(circle, year, has_units="Enhet" in table.background),
        f'[file]\nplatform = "{platform_of(year)}"\n',
        _source(),
        _columns(year, table),
        *_members(table.background),
        _scale(),
        *(_theme(code) for code in _themes(table.questions)),
        *_items(year, table),
        *(f'[[crossing]]\nby = ["{role}"]\n' for role in _crossings(table.background)),
        _frame(frame, table.background),
        *(_organisations() if "Enhet" in table.background else ()),
    ]
    return "\n".join(["format = 1", *parts])


def both(text: Text) -> str:
    return f"{{sv = {quoted(text.sv)}, en = {quoted(text.en)}}}"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _survey(circle: str, year: int, *, has_units: bool) -> str:
    title = CIRCLES[circle].title
    named = Text(f"{title.sv} {year} (exempel)", f"{title.en} {year} (example)")
    lines = [
        "[survey]",
        f'id = "{survey_id(circle, year)}"',
        f'series = "{SERIES}"',
        f"series_title = {both(SERIES_TITLE)}",
        f"title = {both(named)}",
        f'group = "{circle}"',
        f'period = "{year}"',
        *(['unit = "unit"'] if has_units else []),
        'invited = "all"',
        "minimum_answered = 2",
        'duplicates = "last"',
        f"opened = {opened(year)}",
        f"closed = {closed(year)}",
        f"keep_until = {KEEP_UNTIL}",
        "example = true",
    ]
    if circle == "students" and year == METHOD_BREAK.year:
        said = f"title = {both(METHOD_BREAK.title)}, reason = {both(METHOD_BREAK.reason)}"
        lines.append(f"break = {{{said}}}")
    return "\n".join([*lines, ""])


def _source() -> str:
    return f'[source]\nid = "{SOURCE}"\nshort = {both(_SHORT)}\npublisher = "ALF Atlas"\n'


def _columns(year: int, table: Table) -> str:
    columns = columns_of(platform_of(year), table.questions, year)
    roles = {"respondent": columns.respondent, "submitted": columns.submitted}
    roles |= {_ROLES[name]: name for name in table.background}
    return "\n".join(["[columns]", *(f"{r} = {quoted(n)}" for r, n in roles.items()), ""])


def _members(background: Sequence[str]) -> Iterator[str]:
    units = {unit_name(r, u): unit_code(r, u) for r in SIZES for u in UNITS}
    known: dict[str, Mapping[str, str]] = {
        "Region": {region_name(region): region for region in SIZES},
        "Enhet": units,
        "Program": {word: code for code, word in PROGRAMME_WORDS.items()},
        "Kön": {word: code for code, word in SEX_WORDS.items()},
    }
    for name in background:
        lines = [f"{quoted(word)} = {quoted(code)}" for word, code in known[name].items()]
        yield "\n".join([f"[members.{_ROLES[name]}]", *lines, ""])


def _scale() -> str:
    answers = [
        f'  {{code = "a{n}", value = {n}, positive = {str(n >= 4).lower()}, label = {both(text)}}},'
        for n, text in enumerate(ANSWERS, start=1)
    ]
    low, middle, high = Text("Instämmer inte", "Disagree"), ANSWERS[2], Text("Instämmer", "Agree")
    other = Text("Instämmer inte eller delvis", "Disagree or agree in part")
    return "\n".join(
        [
            "[[scale]]",
            f'id = "{SCALE}"',
            "answers = [",
            *answers,
            "]",
            f'does_not_apply = {{code = "na", label = {both(NOT_RELEVANT)}}}',
            _step(("low", low, (1, 2)), ("middle", middle, (3,)), ("high", high, (4, 5))),
            _step(("not_high", other, (1, 2, 3)), ("positive", high, (4, 5))),
        ]
    )


def _step(*groups: tuple[str, Text, tuple[int, ...]]) -> str:
    lines = []
    for code, label, answers in groups:
        codes = ", ".join(f'"a{n}"' for n in answers)
        lines.append(f'  {{code = "{code}", label = {both(label)}, answers = [{codes}]}},')
    return "\n".join(["[[scale.step]]", "groups = [", *lines, "]", ""])


def _themes(questions: Sequence[str]) -> list[str]:
    """Those with at least two questions in this round."""
    asked = [QUESTIONS[code].theme for code in questions]
    return [code for code in THEMES if asked.count(code) >= 2]


def _theme(code: str) -> str:
    theme = THEMES[code]
    return (
        f'[[theme]]\ncode = "{code}"\ntitle = {both(theme.title)}\n'
        f"minimum_items = {theme.minimum_items}\n"
    )


def _items(year: int, table: Table) -> Iterator[str]:
    columns = columns_of(platform_of(year), table.questions, year).questions
    themes = _themes(table.questions)
    for code, column in zip(table.questions, columns, strict=True):
        theme = QUESTIONS[code].theme
        yield "\n".join(
            [
                "[[item]]",
                f'code = "{code}"',
                f"column = {quoted(column)}",
                f"wording = {both(wording(code, year))}",
                *([f'theme = "{theme}"'] if theme in themes else []),
                f'scale = "{SCALE}"',
                'direction = "higher"',
                *_comparability(code, year, is_of_all="Program" not in table.background),
                "",
            ]
        )


def _comparability(code: str, year: int, *, is_of_all: bool) -> list[str]:
    """The first round after the change says so; supervisors are not asked every year."""
    circle = "supervisors" if is_of_all else "students"
    before = [one for one in years(circle) if one < year]
    if year == QUESTIONS[code].since or not before or max(before) < QUESTIONS[code].since:
        return ['comparability = "new"']
    if code == REWORDED.question and max(before) < REWORDED.since <= year:
        return ['comparability = "changed_wording"', f"reason = {both(REWORDED.reason)}"]
    return ['comparability = "same"']


def _crossings(background: Sequence[str]) -> list[str]:
    return [role for role in _CROSSED if role in {_ROLES[name] for name in background}]


def _frame(file: str, background: Sequence[str]) -> str:
    lines = [f"{_ROLES[name]} = {quoted(name)}" for name in background]
    about = f'[frame]\nfile = {quoted(file)}\nkind = "counts"\ncount = "Antal"\n'
    return "\n".join([about, "[frame.columns]", *lines, ""])


def _organisations() -> Iterator[str]:
    for region in SIZES:
        for unit in UNITS:
            name = unit_name(region, unit)
            english = name.replace("Enhet", "Unit", 1)
            yield (
                f'[[organisation]]\ncode = "{unit_code(region, unit)}"\n'
                f"name = {both(Text(name, english))}\n"
                f'kind = "unit"\nregion = "{region}"\n'
            )


assert REWORDED.since > FIRST_YEAR
