"""What a reader can choose with, as fields. A choice changes the address, nothing else.

The page's script reads what is chosen in them and writes the address (`assets/atlas.js`).
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.state import State
from dashboard.views.model import Control, Option
from warehouse.regions import ALF_REGIONS
from warehouse.text import Language

# The id of a field: {"choice": <the key that it has in the address>}.
CHOICE: Final = "choice"
NO_REGION: Final = "none"
# A list this long is easier to write in than to read through.
SEARCHABLE_FROM: Final = 10


def control_row(
    controls: Sequence[Control], names: Mapping[str, str], language: Language
) -> Component | None:
    """The fields of a card; None where there is nothing to choose between."""
    offered = [control for control in controls if len(control.options) > 1]
    if not offered:
        return None
    fields = [_field(control, names[control.key], language) for control in offered]
    return html.Div(fields, className="controls")


def _field(control: Control, name: str, language: Language) -> Component:
    return dmc.Select(
        id={CHOICE: name},
        label=control.label,
        data=_grouped(control.options),
        value=control.chosen,
        searchable=len(control.options) >= SEARCHABLE_FROM,
        nothingFoundMessage=words.NOTHING_FOUND.of(language),
        className=f"control control-{control.key}",
        **_FIELD,
    )


# The list stays inside the page's landmarks, and a second choice of the same does not empty it.
_FIELD: Final[dict[str, Any]] = {
    "clearable": False,
    "allowDeselect": False,
    "maxDropdownHeight": 360,
    "comboboxProps": {"withinPortal": False, "shadow": "none"},
    "withScrollArea": False,
}


def _grouped(options: Sequence[Option]) -> list[dict[str, Any]]:
    """The options as the field takes them, in groups where they have any."""
    if not any(option.group for option in options):
        return [_item(option) for option in options]
    ordered = groupby(options, key=lambda option: option.group)
    return [{"group": group, "items": [_item(o) for o in members]} for group, members in ordered]


def _item(option: Option) -> dict[str, str]:
    return {"value": option.value, "label": option.label}


def region_field(state: State) -> Component:
    none = {"value": NO_REGION, "label": words.NO_REGION.of(state.language)}
    regions = [{"value": r.code, "label": r.short.of(state.language)} for r in ALF_REGIONS]
    return dmc.Select(
        id={CHOICE: "region"},
        label=words.MY_REGION.of(state.language),
        data=[none, *regions],
        value=state.region or NO_REGION,
        className="region-field",
        **_FIELD,
    )
