"""What a draft proposes, before it is written: every "" is for a person to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.surveys.draft.table import Rare
from etl.surveys.model import OutsideScale, Platform, Role, Shape
from warehouse.indicators.model import Direction
from warehouse.organisations import Organisation
from warehouse.surveys.model import Comparability, Merged
from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """`value` is None for "does not apply"."""

    code: str
    label: Text
    value: float | None
    is_positive: bool
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftScale:
    """`questions` stand above it."""

    id: str
    answers: tuple[DraftAnswer, ...]
    does_not_apply: DraftAnswer | None
    steps: tuple[tuple[Merged, ...], ...]
    questions: tuple[str, ...]
    outside: OutsideScale = OutsideScale.REFUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTheme:
    """`items` is how many of its items must be answered."""

    code: str
    title: Text
    minimum_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """`reason` is asked for where it is empty and the item changed."""

    code: str
    column: str
    wording: Text
    theme: str | None
    scale: str
    direction: Direction = Direction.HIGHER
    comparability: Comparability = Comparability.NEW
    blank: str | None = None
    spellings: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMembers:
    role: Role
    column: str
    members: Mapping[str, str]
    rare: Rare


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOrganisation:
    """`spelling` is how the export writes it. A known one has all that is declared of it."""

    spelling: str
    code: str
    known: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`ignored` are column → why it is not read; `gone` are items of the round before whose
    column is not there, as code → column.
    """

    platform: Platform
    rows: int
    columns: Mapping[Role, str]
    shape: Shape
    members: tuple[DraftMembers, ...]
    organisations: tuple[DraftOrganisation, ...]
    scales: tuple[DraftScale, ...]
    themes: tuple[DraftTheme, ...]
    items: tuple[DraftItem, ...]
    ignored: Mapping[str, str]
    gone: Mapping[str, str] = field(default_factory=dict)
