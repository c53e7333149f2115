"""Instruments written by hand for tests of exports: a test names only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date

from etl.readers.options import NO_OPTIONS, Options
from etl.surveys.model import (
    Duplicates,
    Instrument,
    ItemColumn,
    OutsideScale,
    Platform,
    Role,
    Shape,
)
from warehouse.indicators.model import Direction
from warehouse.surveys.model import Answer, Comparability, Item, Scale, SurveyRound
from warehouse.text import Text

KEY = b"a key for tests"


def scale(identifier: str, labels: Sequence[str], not_applying: str | None = None) -> Scale:
    """Answers a0, a1 … from the lowest to the highest; "na" where something does not apply."""
    return Scale(
        id=identifier,
        answers=tuple(
            Answer(code=f"a{place}", label=Text(label, label), value=float(place), is_positive=True)
            for place, label in enumerate(labels)
        ),
        does_not_apply=None
        if not_applying is None
        else Answer(
            code="na", label=Text(not_applying, not_applying), value=None, is_positive=False
        ),
    )


def spellings(of: Scale) -> dict[str, str]:
    """The labels of a scale, and of "does not apply"."""
    extra = (of.does_not_apply,) if of.does_not_apply else ()
    return {one.label.sv: one.code for one in (*of.answers, *extra)}


AGREEMENT = scale(
    "agreement",
    ["Instämmer inte alls", "Instämmer delvis", "Instämmer helt"],
    not_applying="Ej aktuellt",
)
TICKED = scale("ticked", ["Nej", "Ja"])


def item(
    column: str,
    of: Scale = AGREEMENT,
    *,
    code: str | None = None,
    extra: Mapping[str, str] | None = None,
    blank: str | None = None,
    outside: OutsideScale = OutsideScale.REFUSE,
) -> tuple[ItemColumn, Scale]:
    """An item called after its column, unless it has a code of its own."""
    made = ItemColumn(
        item=code or "".join(mark if mark.isalnum() else "_" for mark in column.lower()),
        column=column,
        spellings={**spellings(of), **(extra or {})},
        blank=blank,
        outside=outside,
    )
    return made, of


def instrument(
    items: Sequence[tuple[ItemColumn, Scale]],
    *,
    platform: Platform = Platform.PLAIN,
    shape: Shape = Shape.WIDE,
    columns: Mapping[Role, str] | None = None,
    members: Mapping[Role, Mapping[str, str]] | None = None,
    ignored: Sequence[str] = (),
    tests: Mapping[str, tuple[str, ...]] | None = None,
    minimum_answered: int = 0,
    duplicates: Duplicates = Duplicates.LAST,
    opened: date | None = None,
    closed: date | None = None,
    options: Options = NO_OPTIONS,
    series: str = "vil",
) -> Instrument:
    return Instrument(
        file="instrument.toml",
        pattern=None,
        options=options,
        platform=platform,
        shape=shape,
        round=_round(items, series),
        columns=columns or {},
        members=members or {},
        items=tuple(one for one, _ in items),
        ignored=tuple(ignored),
        tests=tests or {},
        minimum_answered=minimum_answered,
        duplicates=duplicates,
        opened=opened,
        closed=closed,
        keep_until=date(2030, 1, 1),
        frame=None,
    )


def _round(items: Sequence[tuple[ItemColumn, Scale]], series: str) -> SurveyRound:
    return SurveyRound(
        id="round",
        series=series,
        series_title=Text("Enkät", "Survey"),
        title=Text("Enkät", "Survey"),
        regions=("stockholm",),
        group="students",
        subgroups=(),
        period="2024",
        terms=(),
        everyone_invited=True,
        rule=Text("", ""),
        smallest_group=5,
        crossings=(),
        scales=tuple({of.id: of for _, of in items}.values()),
        themes=(),
        items=tuple(
            Item(
                code=one.item,
                wording=Text(one.column, one.column),
                theme=None,
                scale=of.id,
                direction=Direction.HIGHER,
                comparability=Comparability.NEW,
                reason=None,
            )
            for one, of in items
        ),
        source="vil_survey",
        is_example=False,
    )
