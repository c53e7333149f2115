"""A first declaration for a file: complete where the file is clear, questions where it is not.

It only proposes: `parse_declaration` refuses a draft as long as one of its questions stands.
"""

from collections.abc import Sequence

from etl.problems import InputRefused, Problem
from etl.readers.model import AsideKind, ColumnType, RawTable, Reading
from etl.sources.budget import budget_of, slug
from etl.sources.draft_budget import budget_indicator, budget_table
from etl.sources.draft_table import table_lines
from etl.sources.draft_text import Lines, plain

_HEAD = (
    "# A first declaration of what {name} means, written by `alf inspect --draft`.",
    "# Every line '# QUESTION:' asks something: answer it in the lines below it, then take the",
    "# line out. `alf load` refuses the file as long as a question stands.",
    "format = 1",
)


def draft_of(reading: Reading, name: str) -> str:
    """The text of `FILE.alf.toml` for a reading; `name` is the name of the file.

    Raises InputRefused where nothing can be drafted: problems, survey answers, no figures.
    """
    if reading.answers is not None:
        message = f"the file seems to hold survey answers ({reading.answers})"
        raise InputRefused([Problem("survey_answers", message, name)])
    tables = [raw for raw in reading.accepted() if _has_figures(raw)]
    if not tables:
        message = "no table of the file has a column of numbers: there is nothing to declare"
        raise InputRefused([Problem("no_figures", message, name)])
    lines = Lines()
    lines.add(line.format(name=plain(name)) for line in _HEAD)
    _source(lines, reading)
    for raw in tables:
        _table(lines, raw, name, is_only=len(reading.tables) == 1)
    for raw in reading.tables:
        if raw not in tables:
            lines.blank(f"# Not declared, it has no numbers: '{plain(raw.name)}'.")
    return lines.text()


def _has_figures(raw: RawTable) -> bool:
    return raw.row_count != 0 and any(
        column.type is ColumnType.NUMBER and column.filled for column in raw.columns
    )


def _source(lines: Lines, reading: Reading) -> None:
    lines.blank("[source]")
    for text in _titles(reading.tables):
        lines.comment(f"The file says: {text}")
    lines.question(
        "which publication is this?",
        "Give the id of a registered source and take out the other lines, or describe a new one "
        "and take out the lines that it does not state.",
    )
    lines.word("id", "")
    lines.raw('short = {sv = "", en = ""}  # what stands under a chart')
    for key, comment in (
        ("title", "as printed"),
        ("publisher", "who answers for it"),
        ("published", "date or year as stated"),
        ("licence", "as stated"),
        ("address", "where it can be read; out if it has no public address"),
    ):
        lines.raw(f'{key} = ""  # {comment}')


def _titles(tables: Sequence[RawTable]) -> list[str]:
    """What stands above and below the tables and may say who published them."""
    kinds = (AsideKind.TITLE, AsideKind.NOTE, AsideKind.FOOTER)
    texts = [row.text for raw in tables for row in raw.aside if row.kind in kinds and row.text]
    return list(dict.fromkeys(texts))[:12]


def _identifier(sheet: str | None, name: str, otherwise: str) -> str:
    """For an indicator of the file's own; it begins with a letter."""
    stem = name.rsplit(".", 1)[0]
    found = slug(f"{sheet} {stem}" if sheet else stem)
    return found if found[0].isalpha() else f"{otherwise}_{found}"


def _table(lines: Lines, raw: RawTable, name: str, *, is_only: bool) -> None:
    said = " ".join([name, raw.name, *_titles([raw])])
    budget = budget_of(raw, said)
    sheet = None if is_only else raw.name
    if budget is None:
        table_lines(lines, raw, sheet, said, _identifier(sheet, name, "measure"))
        return
    indicator = _identifier(sheet, name, "budget")
    budget_indicator(lines, budget, indicator)
    budget_table(lines, raw, budget, indicator, sheet, said)
