"""What a reader can choose with, as fields. A choice changes the address, nothing else.

The page's scripts draw them and write the address (`assets/components.js`, `assets/atlas.js`).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard import browser_components, words
from dashboard.elements import Element, Json, element
from dashboard.state import State
from dashboard.views.model import Control, Option
from warehouse.regions import ALF_REGIONS
from warehouse.text import Language

# The region is no longer chosen: the address leaves it out.
NO_REGION: Final = ""
# A list this long is easier to write in than to read through.
SEARCHABLE_FROM: Final = 12


def control_row(
    controls: Sequence[Control], names: Mapping[str, str], language: Language
) -> Element | None:
    """The fields of a card; None where there is nothing to choose between."""
    offered = [control for control in controls if len(control.options) > 1]
    if not offered:
        return None
    fields = [_field(control, names[control.key], language) for control in offered]
    return element("div", *fields, className="controls")


def _field(control: Control, name: str, language: Language) -> Json:
    return browser_components.choice(
        id=f"choice-{name.replace('.', '-')}",
        name=name,
        label=control.label,
        options=[_option(option) for option in control.options],
        value=control.chosen,
        isLong=len(control.options) >= SEARCHABLE_FROM,
        nothing=words.NOTHING_FOUND.of(language),
        className=f"control control-{control.key}",
    )


def _option(option: Option) -> dict[str, str]:
    return {"value": option.value, "label": option.label, "group": option.group}


def region_field(state: State) -> Json:
    none = Option(value=NO_REGION, label=words.NO_REGION.of(state.language))
    regions = (Option(value=r.code, label=r.short.of(state.language)) for r in ALF_REGIONS)
    return browser_components.choice(
        id="choice-region",
        name="region",
        label=words.MY_REGION.of(state.language),
        options=[_option(option) for option in (none, *regions)],
        value=state.region or NO_REGION,
        isLong=False,
        className="region-field",
    )
