"""What an export is: a name, a kind of file, and a function from a rendered view to bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.views.model import Rendered
from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    extension: str
    media_type: str
    label: Text
    write: Callable[[Rendered], bytes]
