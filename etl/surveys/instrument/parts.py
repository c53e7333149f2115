"""The parts of an instrument as they were read, and what follows from several of them together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.readers.options import Options
from etl.surveys.instrument.columns import Members
from etl.surveys.instrument.items import DeclaredItem
from etl.surveys.instrument.scales import DeclaredScale
from etl.surveys.instrument.survey import About, Export
from etl.surveys.model import DIMENSION_OF, LEFT_OUT, FrameDeclaration, Role
from warehouse.members import ALL
from warehouse.organisations import Organisation
from warehouse.sources import Source
from warehouse.surveys.model import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Not checked against each other yet."""

    about: About
    export: Export
    options: Options
    columns: Mapping[Role, str]
    members: Members
    tests: Mapping[str, tuple[str, ...]]
    ignored: tuple[str, ...]
    scales: tuple[DeclaredScale, ...]
    themes: tuple[Theme, ...]
    items: tuple[DeclaredItem, ...]
    crossings: tuple[tuple[str, ...], ...]
    frame: FrameDeclaration | None
    source: str
    sources: tuple[Source, ...]
    organisations: tuple[Organisation, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        return (self.about.region,) if self.about.region else self.told_apart(Role.REGION)

    @property
    def subgroups(self) -> tuple[str, ...]:
        return tuple(c for c in self.told_apart(Role.PROGRAMME) if c != self.about.group)

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(c for c in self.told_apart(Role.TERM) if c != self.about.period)

    def told_apart(self, role: Role) -> tuple[str, ...]:
        """Members of a dimension, of the export and of the frame: nobody may have answered."""
        return tuple(dict.fromkeys(c for c in self._members(role) if c not in ("", ALL, LEFT_OUT)))

    def _members(self, role: Role) -> Iterator[str]:
        yield from self.members.get(role, {}).values()
        if self.frame is not None:
            yield from self.frame.members.get(role, {}).values()
            for stratum in self.frame.strata:
                yield stratum.members.get(DIMENSION_OF[role], ALL)
