"""The parts of HTTP that every question needs: headers, encoding, redirects, proxies, words.

Small and without any state; when to ask again is in `client.py`.
"""

from collections.abc import Mapping
from email.message import Message
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import PoolManager, ProxyManager
from urllib3.response import BaseHTTPResponse

from etl.services.declared import LOOPBACK, address_fault
from etl.services.question import NoAnswer, Question

# Only these say that a question may be asked again elsewhere with what it was asked with.
_MOVED_WITH_QUESTION: Final = (307, 308)
_WORDS: Final[Mapping[int, str]] = {
    400: "the service does not understand the question",
    401: "the service asks for a password",
    403: "the service refuses the question, perhaps since it asks for too much",
    404: "the service has nothing at this address",
    413: "the question is too long for the service",
    414: "the question is too long for the service",
    429: "the service says that we ask too often",
    500: "the service has a fault",
    503: "the service is down for the moment",
}


def next_address(question: Question, address: str, response: BaseHTTPResponse) -> str:
    """Where a redirect leads; raises NoAnswer where we do not follow."""
    target = _joined(address, response.headers.get("Location", ""))
    if question.body is not None and response.status not in _MOVED_WITH_QUESTION:
        raise NoAnswer(question.address, f"it has moved to {target}", status=response.status)
    if target is None or _origin(target) != _origin(address):
        words = f"it sends us to another host ({response.headers.get('Location', '')})"
        raise NoAnswer(question.address, words, status=response.status)
    return target


def _joined(address: str, location: str) -> str | None:
    """None where the location is no address."""
    try:
        target = urljoin(address, location)
    except ValueError:
        return None
    return None if address_fault(target) else target


def headers_of(question: Question) -> dict[str, str]:
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": "alf-atlas",
    }
    if question.body is not None:
        headers["Content-Type"] = "application/json"
    if question.known_etag:
        headers["If-None-Match"] = question.known_etag
    if question.known_modified:
        headers["If-Modified-Since"] = question.known_modified
    return headers


def charset_of(question: Question, response: BaseHTTPResponse) -> str:
    """The stated encoding; JSON is UTF-8 where none is stated. Raises NoAnswer for a page."""
    stated = Message()
    stated["Content-Type"] = response.headers.get("Content-Type", "application/json")
    kind = stated.get_content_type()
    if not (kind.endswith(("/json", "+json"))):
        words = f"the service answers with {kind}, not with data"
        raise NoAnswer(question.address, words, is_unreachable=True)
    charset = str(stated.get_param("charset", "utf-8"))
    try:
        # Some codecs are none of text, such as hex.
        "{}".encode(charset)
    except (LookupError, ValueError):
        words = f"the answer states an unknown encoding ({charset})"
        raise NoAnswer(question.address, words) from None
    return charset


def status_words(status: int) -> str:
    return f"{_WORDS.get(status, 'the service gives no data')} (HTTP {status})"


def host_of(address: str) -> str:
    return urlsplit(address).netloc.casefold()


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def pool_for(address: str, direct: PoolManager) -> PoolManager:
    """Through the proxy that the machine is set up with, except to the machine itself."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    host = parts.hostname or ""
    if proxy is None or host in LOOPBACK or proxy_bypass(host):
        return direct
    return _through(proxy)


@lru_cache(maxsize=4)
def _through(proxy: str) -> ProxyManager:
    return ProxyManager(proxy)
