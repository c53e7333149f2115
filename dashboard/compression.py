"""Make answers smaller on their way out. Static files are compressed at set-up, not here."""

import gzip
from typing import Final

import brotli
from flask import Request, Response

ENCODINGS: Final = ("br", "gzip")
# Below this the header costs more than what is saved.
SMALLEST_BYTES: Final = 1024
# What a request can wait for: within a millisecond for a page of 100 KB.
BROTLI_QUALITY: Final = 4
GZIP_LEVEL: Final = 5
_TEXTUAL: Final = frozenset({"application/json", "text/html", "text/csv", "text/plain"})


def accepted_encoding(request: Request) -> str | None:
    """The best of ours that the browser names; None when it takes neither."""
    return next((name for name in ENCODINGS if request.accept_encodings.quality(name) > 0), None)


def compress(content: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(content, quality=BROTLI_QUALITY))
    return gzip.compress(content, compresslevel=GZIP_LEVEL)


def compress_response(request: Request, response: Response) -> Response:
    """Compress a text that is worth it and not yet compressed."""
    if response.mimetype not in _TEXTUAL or response.content_encoding or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    encoding = accepted_encoding(request)
    if encoding and len(content) > SMALLEST_BYTES:
        response.set_data(compress(content, encoding))
        response.content_encoding = encoding
    return response
