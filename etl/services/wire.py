"""The parts of HTTP that every question needs: headers, encoding, redirects, proxies, words.

Small and without any state; when to ask again is in `client.py`.
"""

from collections.abc import Mapping
from email.message import Message
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import PoolManager, ProxyManager, make_headers
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from etl.readers.decoding import codec_named
from etl.services.declared import LOOPBACK, address_fault, without_secrets
from etl.services.question import NoAnswer, Question

# Only these say that a question may be asked again elsewhere with what it was asked with.
_MOVED_WITH_QUESTION: Final = (307, 308)
_PORTS: Final[Mapping[str, int]] = {"http": 80, "https": 443}
_LONGEST_MARK: Final = 1000
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
    location = response.headers.get("Location", "")
    target = _joined(address, location)
    if question.body is not None and response.status not in _MOVED_WITH_QUESTION:
        words = f"it has moved to {without_secrets(location)}"
        raise NoAnswer(question.address, words, status=response.status)
    if target is None or _origin(target) != _origin(address):
        words = f"it sends us to another host ({without_secrets(location)})"
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
    if codec_named(charset) is None:
        words = f"the answer states an unknown encoding ({charset})"
        raise NoAnswer(question.address, words)
    return charset


def printable(text: str) -> str:
    """Words of others on one line, without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def mark_of(header: str | None) -> str | None:
    """A mark to ask with again; None where it is too long or odd to be sent back."""
    if header is None or len(header) > _LONGEST_MARK:
        return None
    return header if header.isascii() and header.isprintable() else None


def status_words(status: int) -> str:
    return f"{_WORDS.get(status, 'the service gives no data')} (HTTP {status})"


def host_of(address: str) -> str:
    return urlsplit(address).netloc.casefold()


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def pool_for(question: Question, address: str, direct: PoolManager) -> PoolManager:
    """Through the proxy that the machine is set up with, except to the machine itself.

    Raises NoAnswer for a proxy that cannot be used.
    """
    parts = urlsplit(address)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    host = parts.hostname or ""
    if not proxy or host in LOOPBACK or proxy_bypass(host):
        return direct
    try:
        return _through(proxy if "://" in proxy else f"http://{proxy}")
    except (HTTPError, ValueError) as error:
        # Not its address: that may hold a password.
        words = "the proxy that this machine is set up with is no address of a proxy"
        raise NoAnswer(question.address, words, is_unreachable=True) from error


@lru_cache(maxsize=4)
def _through(proxy: str) -> ProxyManager:
    parts = urlsplit(proxy)
    if parts.username is None:
        return ProxyManager(proxy)
    who = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
    return ProxyManager(bare, proxy_headers=make_headers(proxy_basic_auth=who))
