"""What a declaration says: which file it is for, how it is read, and what its tables mean.

Plain values; `declaration.py` reads them from TOML and `table_source.py` uses them. Nothing here
looks at a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from etl.contradictions import Contradiction
from etl.readers.options import NO_OPTIONS, Options
from warehouse.indicators.model import Indicator
from warehouse.organisations import Organisation
from warehouse.sources import Source

if TYPE_CHECKING:
    from etl.services.declared import ServiceDeclaration

# The key columns that a table says, by a column of the file or by one member for all rows.
DIMENSIONS: Final = (
    "region", "organisation", "period", "sex", "group", "item", "category", "estimate", "nature",
    "reading",
)  # fmt: skip
# Not needed where the indicator has only one member.
OF_THE_INDICATOR: Final = ("group", "item", "category")
# Not needed at all: nearly every source prints a figure once.
MAIN_READING: Final = "main"
NEEDED: Final = tuple(d for d in DIMENSIONS if d not in (*OF_THE_INDICATOR, "reading"))

# The figure, and the numbers that may stand beside it in the same row.
FIGURES: Final = (
    "value", "low", "high", "bound_low", "bound_high", "numerator", "denominator", "base",
)  # fmt: skip

# Instead of a member: such rows give no figure, and they are counted.
LEFT_OUT: Final = "left_out"
# Instead of a region: the one in which the organisation lies.
FROM_ORGANISATION: Final = "from_organisation"
# Instead of an organisation: the one that the code of an area stands for, such as a university.
FROM_AREA: Final = "from_area"
# Instead of a period: the one that the file's name, or what stands above the table, holds.
FROM_NAME: Final = "from_name"
FROM_TITLE: Final = "from_title"
# Instead of a status: the sign stands for the figure 0.
ZERO: Final = "zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueColumn:
    """One column of numbers: which figure it is, and the members that hold for all of it."""

    name: str
    figure: str
    members: Mapping[str, str]
    indicator: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSum:
    """Members of `dimension` that make another one; `tolerance` is in the unit that is printed."""

    dimension: str
    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...]
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDeclaration:
    """What one table means. `path` is its place in the declaration, such as `table 2`.

    `columns` are dimension → name of the column in the file; `constants` are dimension → member;
    `members` are dimension → spelling in the file → member; `signs` are cell → status, `zero` or
    `left_out`. `areas` is the scheme of the codes in the column of regions. `skip` and `only` are
    column → cells of the rows that are left out, or that alone are read. `same_key` "sum" adds up
    rows that nothing tells apart.
    """

    path: str
    sheet: str | None
    indicator: str | None
    unit: str | None
    unit_confirmed: tuple[str, ...]
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    values: tuple[ValueColumn, ...]
    members: Mapping[str, Mapping[str, str]]
    signs: Mapping[str, str]
    areas: str | None
    outside: Literal["set_aside"] | None
    fill_down: tuple[str, ...]
    sections: str | None
    skip: Mapping[str, tuple[str, ...]]
    only: Mapping[str, tuple[str, ...]]
    sums: tuple[DeclaredSum, ...]
    locator: str | None
    same_key: Literal["sum"] | None = None
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One TOML. `source` is the id that its figures are given to; `service` stands for a file.

    `preferred_sources` are indicator → sources, behind those that the indicator itself names.
    """

    file: str
    pattern: str | None
    options: Options = NO_OPTIONS
    service: "ServiceDeclaration | None" = None
    source: str | None = None
    tables: tuple[TableDeclaration, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sources: tuple[Source, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    preferred_sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def additions(
        self,
    ) -> tuple[tuple[Indicator, ...], tuple[Source, ...], tuple[Organisation, ...]]:
        """What it declares beside the figures, for `Registry.with_declared`."""
        return self.indicators, self.sources, self.organisations
