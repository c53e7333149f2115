"""Statistics services by address: the list of those that can be asked.

A new service is one file with a function `answers`, and one line here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from etl.services import kolada_v3, pxweb_v1, pxweb_v2
from etl.services.asking import Answer, Asking
from etl.services.declared import ServiceDeclaration, ServiceKind

SERVICES: Final[Mapping[ServiceKind, Callable[[ServiceDeclaration, Asking], Iterator[Answer]]]] = {
    ServiceKind.PXWEB1: pxweb_v1.answers,
    ServiceKind.PXWEB2: pxweb_v2.answers,
    ServiceKind.KOLADA3: kolada_v3.answers,
}
