"""What every measure of women and men has in common. Not for the measures themselves."""

from functools import partial
from typing import Final

from warehouse.indicators.model import Direction, Indicator, Pooling, Topic
from warehouse.text import Text
from warehouse.units import PERCENT

# Both sexes within 40–60 per cent is what Swedish statistics calls an even distribution.
EVEN: Final = (40.0, 60.0)

UNIVERSITIES_DIFFER: Final = Text(
    "Siffrorna gäller hela lärosätet. Karolinska Institutet är helt medicinskt, Linköpings"
    " universitet till stor del tekniskt: skillnader mellan lärosäten är delvis skillnader mellan"
    " ämnen.",
    "The figures hold for the whole university. Karolinska Institutet is all medical, Linköping"
    " University largely technical: differences between universities are partly differences"
    " between subjects.",
)

# A share among a group: women and men make 100 per cent together.
share_of_each_sex = partial(
    Indicator,
    topic=Topic.GENDER,
    unit=PERCENT,
    direction=Direction.CLOSER_TO_TARGET,
    target=EVEN,
    pooling=Pooling.WEIGHTED,
    valid_range=(0.0, 100.0),
    smallest_base=1,
)

# A count: women and men make the total together.
number_of_each_sex = partial(
    Indicator,
    topic=Topic.GENDER,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.SUM,
    valid_range=(0.0, None),
    smallest_base=1,
)
