"""What differs between two tables: laws, and the cases that readers meet."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.changed import Change, Listed, RowChange, changes, listed, table_changes
from dashboard.views.model import Cell, Column, SourceLine, Table
from tests.dashboard.exported import REGION, SHARE, everything, shares

PERIOD = Column(key="period", label="Period")
PLACES = st.sampled_from(["Skåne", "Uppsala", "Örebro"])
YEARS = st.sampled_from(["2024", "2025"])
FIGURES = st.sampled_from(["48,0", "51", "U", ""])
ROWS = st.lists(st.tuples(PLACES, YEARS, FIGURES), max_size=8)
TEXTS = st.lists(st.sampled_from("abcd"), max_size=6)


def table(
    *rows: tuple[str, str, str], columns: tuple[Column, ...] = (REGION, PERIOD, SHARE)
) -> Table:
    cells = (
        tuple(Cell(text=text, value=50.0 if text[:1].isdigit() and "," in text else None)
              for text in row)
        for row in rows
    )  # fmt: skip
    return Table(caption="", columns=columns, rows=tuple(cells))


# ---------------------------------------------------------------- laws


@given(ROWS)
def test_nothing_has_changed_in_what_is_the_same(rows: list[tuple[str, str, str]]) -> None:
    assert not table_changes(table(*rows), table(*rows))


@given(ROWS, st.randoms())
def test_the_order_of_rows_is_no_change(rows: list[tuple[str, str, str]], random: object) -> None:
    mixed = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert not table_changes(table(*rows), table(*mixed))


@given(ROWS, ROWS)
def test_what_is_new_one_way_is_gone_the_other(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    there, back = table_changes(table(*old), table(*new)), table_changes(table(*new), table(*old))
    assert Counter(there.rows.new) == Counter(back.rows.gone)
    assert Counter(there.rows.gone) == Counter(back.rows.new)
    assert sum(len(row.changes) for row in there.changed) == sum(
        len(row.changes) for row in back.changed
    )


@given(ROWS, ROWS)
def test_rows_are_accounted_for(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    """What came, less what went, is how much longer the table has become."""
    found = table_changes(table(*old), table(*new))
    assert len(found.rows.new) - len(found.rows.gone) == len(new) - len(old)
    assert bool(found) == (Counter(old) != Counter(new))


@given(TEXTS, TEXTS)
def test_what_came_to_a_list_and_what_left_it_make_the_one_of_the_other(
    old: list[str], new: list[str]
) -> None:
    found = listed(old, new)
    assert Counter(old) + Counter(found.new) - Counter(found.gone) == Counter(new)
    assert not Counter(found.new) & Counter(found.gone)


# ---------------------------------------------------------------- cases


def test_a_changed_figure_is_told_with_its_row_and_column() -> None:
    old = table(("Skåne", "2024", "48,0"), ("Uppsala", "2024", "U"))
    new = table(("Uppsala", "2024", "U"), ("Skåne", "2024", "49,5"))
    assert table_changes(old, new).changed == (
        RowChange("Skåne", (Change("Andel, procent", "48,0", "49,5"),)),
    )


def test_a_view_that_took_the_newer_period_has_other_figures_not_other_rows() -> None:
    old = table(("Skåne", "2024", "48,0"), ("Uppsala", "2024", "51,0"))
    new = table(("Skåne", "2025", "48,0"), ("Uppsala", "2025", "50,0"))
    found = table_changes(old, new)
    assert not found.rows
    assert [change.what for row in found.changed for change in row.changes] == [
        "Period", "Period", "Andel, procent",
    ]  # fmt: skip


def test_a_row_that_came_is_told_with_what_it_says() -> None:
    old = table(("Skåne", "2024", "48,0"))
    found = table_changes(old, table(("Skåne", "2024", "48,0"), ("Skåne", "2025", "U")))
    assert found.rows == Listed(new=("Skåne · 2025 · U",))
    assert not found.changed


def test_a_suppressed_figure_that_was_shown_is_a_change_of_its_row() -> None:
    old, new = table(("Skåne", "2024", "48,0")), table(("Skåne", "2024", "U"))
    assert table_changes(old, new).changed[0].changes == (Change("Andel, procent", "48,0", "U"),)


def test_a_column_that_came_is_named_and_the_rest_compared() -> None:
    old = table(("Skåne", "2024", "48,0"))
    new = Table(
        caption="", columns=(REGION, SHARE), rows=((Cell(text="Skåne"), Cell(text="50", value=50)),)
    )
    found = table_changes(old, new)
    assert found.columns == Listed(gone=("Period",))
    assert found.changed == (RowChange("Skåne", (Change("Andel, procent", "48,0", "50"),)),)


def test_headline_note_definition_remarks_and_sources_are_compared() -> None:
    old = shares(Cell(text="48,0", value=48.0))
    source = SourceLine(id="t", short="", citation="Annan. 2023", address=None, locators=())
    new = replace(
        old, headline="Annan.", note="n = 201.", warnings=("Ett nytt.",), sources=(source,),
        about=(("Definition", "Andel som svarade."), ("Metod", "Wilson.")),
    )  # fmt: skip
    found = changes(old, new)
    assert found.headline == Change("", "Skåne ligger på 41,5 %.", "Annan.")
    assert found.note == Change("", "n = 200.", "n = 201.")
    assert found.about == (Change("Metod", "", "Wilson."),)
    assert found.remarks == Listed(new=("Ett nytt.",), gone=("Två olika tal.",))
    assert found.sources == Listed(new=("Annan. 2023",), gone=("Utgivare. Titel. 2022",))
    assert not found.table


def test_no_view_differs_from_itself() -> None:
    for rendered in everything():
        assert not changes(rendered, rendered)
