"""Rounds of a small made-up series, for tests: every argument that matters can be given."""

from dataclasses import replace

from warehouse.indicators.model import Direction
from warehouse.surveys.model import (
    Answer,
    Comparability,
    Item,
    Merged,
    Scale,
    SurveyRound,
    Theme,
)
from warehouse.text import Text

AGREEMENT = Scale(
    id="agree",
    answers=tuple(
        Answer(
            code=str(value),
            label=Text(f"steg {value}", f"step {value}"),
            value=float(value),
            is_positive=value >= 4,
        )
        for value in range(1, 6)
    ),
    does_not_apply=Answer(
        code="na", label=Text("ej aktuellt", "does not apply"), value=None, is_positive=False
    ),
    steps=(
        (
            Merged(code="low", label=Text("låga", "low"), answers=("1", "2")),
            Merged(code="middle", label=Text("mitten", "middle"), answers=("3",)),
            Merged(code="high", label=Text("höga", "high"), answers=("4", "5")),
        ),
        (
            Merged(code="not_high", label=Text("inte höga", "not high"), answers=("1", "2", "3")),
            Merged(code="positive", label=Text("positiva", "positive"), answers=("4", "5")),
        ),
    ),
)
FOUR_STEPS = replace(AGREEMENT, id="four", answers=AGREEMENT.answers[1:], steps=())


def item(
    code: str,
    *,
    comparability: Comparability = Comparability.SAME,
    scale: Scale = AGREEMENT,
    wording: str | None = None,
) -> Item:
    is_changed = comparability in {Comparability.CHANGED_WORDING, Comparability.CHANGED_SCALE}
    said = wording or code
    return Item(
        code=code,
        wording=Text(f"Fråga {said}", f"Question {said}"),
        theme="teaching",
        scale=scale.id,
        direction=Direction.HIGHER,
        comparability=comparability,
        reason=Text("Frågan skrevs om.", "The question was rewritten.") if is_changed else None,
    )


def a_round(
    period: str = "2024",
    *,
    region: str = "skane",
    group: str = "students",
    items: tuple[Item, ...] = (),
    scales: tuple[Scale, ...] = (AGREEMENT,),
    series: str = "vil",
    source: str = "document_000_6639493732567d75",
) -> SurveyRound:
    return SurveyRound(
        id=f"{series}_{region}_{group}_{period}",
        series=series,
        series_title=Text("VIL-enkäten", "the clinical placement survey"),
        title=Text(f"VIL-enkäten {period}", f"Clinical placement survey {period}"),
        regions=(region,),
        group=group,
        subgroups=("medical_students", "nursing_students") if group == "students" else (),
        period=period,
        terms=(),
        everyone_invited=True,
        rule=Text("Svar delat med inbjudna.", "Answers divided by invited."),
        smallest_group=5,
        crossings=(("organisation",), ("sex",)),
        scales=scales,
        themes=(Theme(code="teaching", title=Text("Handledning", "Teaching"), minimum_items=2),),
        items=items or (item("support"), item("feedback")),
        source=source,
        is_example=False,
    )
