"""`[[theme]]` and `[[item]]` of an instrument: what was asked, on which scale, in which column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.sources.keys import Keys, unknown
from etl.surveys.instrument.scales import DeclaredScale
from etl.surveys.instrument.words import RESERVED, code_of, normal_spelling, twice
from etl.surveys.model import ItemColumn, OutsideScale
from warehouse.indicators.model import Direction
from warehouse.surveys.model import Comparability, Item, Theme
from warehouse.text import Text

CHANGED: Final = (Comparability.CHANGED_WORDING, Comparability.CHANGED_SCALE)
_DIRECTIONS: Final = (Direction.HIGHER, Direction.LOWER, Direction.NO_JUDGEMENT)
# Options that a cell joins are items of one column, each with a `blank`.
_SHARED: Final = (
    "two items have the column '{column}': correct it, or, where a cell joins several options, say "
    "with `blank` what it means that it does not name this one"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredItem:
    item: Item
    column: ItemColumn


def themes_of(tables: Iterable[Keys]) -> tuple[Theme, ...]:
    read = [(keys, _theme(keys)) for keys in tables]
    codes = twice([theme.code for _, theme in read])
    for keys, theme in read:
        if theme.code in codes:
            keys.fault("code", f"two themes are called '{theme.code}'")
    return tuple(theme for _, theme in read)


def _theme(keys: Keys) -> Theme:
    with keys:
        return Theme(
            code=code_of(keys, "code", reserved=RESERVED),
            title=keys.text("title"),
            minimum_items=keys.whole("minimum_items"),
        )


def items_of(
    tables: Iterable[Keys], scales: Mapping[str, DeclaredScale], themes: Sequence[Theme]
) -> tuple[DeclaredItem, ...]:
    known = [theme.code for theme in themes]
    read = [(keys, _item(keys, scales, known)) for keys in tables]
    codes = twice([one.item.code for _, one in read])
    columns = twice([one.column.column for _, one in read])
    for keys, one in read:
        if one.item.code and one.item.code in codes:
            keys.fault("code", f"two items have the code '{one.item.code}'")
        if one.column.column and one.column.column in columns and "blank" not in keys:
            keys.fault("column", _SHARED.format(column=one.column.column))
    return tuple(one for _, one in read)


def _item(keys: Keys, scales: Mapping[str, DeclaredScale], themes: Sequence[str]) -> DeclaredItem:
    with keys:
        scale = scales.get(keys.one_of("scale", scales))
        comparability = keys.member("comparability", Comparability)
        direction = _direction(keys, scale)
        item = Item(
            code=code_of(keys, "code", reserved=RESERVED),
            wording=keys.text("wording"),
            theme=_theme_of(keys, themes, direction),
            scale=scale.scale.id if scale else "",
            direction=direction,
            comparability=comparability,
            reason=_reason(keys, comparability),
        )
        return DeclaredItem(item=item, column=_column(keys, item.code, scale))


def _direction(keys: Keys, scale: DeclaredScale | None) -> Direction:
    """Whether more is better; the positive answers must lie at that end."""
    word = keys.one_of("direction", _DIRECTIONS)
    direction = Direction(word) if word in _DIRECTIONS else Direction.NO_JUDGEMENT
    if scale is None or not scale.scale.answers or direction is Direction.NO_JUDGEMENT:
        return direction
    best = scale.scale.answers[-1 if direction is Direction.HIGHER else 0]
    if not best.is_positive and any(answer.is_positive for answer in scale.scale.answers):
        keys.fault(
            "direction",
            f"'{word}' contradicts the scale '{scale.scale.id}', where '{best.code}' is not "
            "positive: mend it, or declare a scale with the other answers as positive",
        )
    return direction


def _theme_of(keys: Keys, themes: Sequence[str], direction: Direction) -> str | None:
    theme = keys.word_or_none("theme")
    if theme and theme not in themes:
        keys.fault("theme", unknown(theme, themes))
    elif theme and direction is Direction.NO_JUDGEMENT and "direction" in keys:
        keys.fault("theme", "an item of a theme needs a direction: the index runs from 0 to 100")
    return theme


def _reason(keys: Keys, comparability: Comparability) -> Text | None:
    reason = keys.text_or_none("reason")
    if comparability in CHANGED and reason is None and "reason" not in keys:
        keys.fault("reason", f"is missing: what changed, since it is '{comparability}'")
    elif reason is not None and comparability not in CHANGED and "comparability" in keys:
        keys.fault("reason", f"nothing changed, since it is '{comparability}': take it out")
    return reason


# ---------------------------------------------------------------- its column


def _column(keys: Keys, code: str, scale: DeclaredScale | None) -> ItemColumn:
    column, own = keys.word("column"), keys.pairs("spellings")
    blank = keys.word_or_none("blank")
    if scale is not None:
        _check_codes(keys, own, blank, scale)
    return ItemColumn(
        item=code,
        column=column,
        spellings=_spellings(own, scale.spellings if scale else {}),
        blank=blank,
        outside=scale.outside if scale else OutsideScale.REFUSE,
    )


def _check_codes(
    keys: Keys, own: Mapping[str, str], blank: str | None, scale: DeclaredScale
) -> None:
    codes = [answer.code for answer in scale.scale.answers]
    if scale.scale.does_not_apply is not None:
        codes.append(scale.scale.does_not_apply.code)
    for cell, code in own.items():
        place = keys.child_or_empty("spellings")
        if code and code not in codes:
            place.fault(cell, unknown(code, codes))
        if not cell.strip():
            place.fault(cell, "an empty cell is said by `blank`")
    if blank is not None and blank not in codes:
        keys.fault("blank", unknown(blank, codes))


def _spellings(own: Mapping[str, str], shared: Mapping[str, str]) -> dict[str, str]:
    """What the item says of its own column goes before what its scale says."""
    taken = {normal_spelling(cell) for cell in own}
    return {**{c: a for c, a in shared.items() if normal_spelling(c) not in taken}, **own}
