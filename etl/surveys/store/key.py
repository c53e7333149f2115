"""`private/key`: what makes pseudonyms of respondents. Never in a release, never replaced unasked.

`private/key-id` says which key was made here, so that a lost or another one is found out.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from etl.problems import InputRefused, Problem
from etl.surveys.store.about import now
from etl.surveys.store.journal import Action, record, user
from etl.surveys.store.private import deliveries, private_folder, write_private

KEY: Final = "key"
KEY_ID: Final = "key-id"
_SIZE: Final = 32
_REMEDY: Final = (
    "put it back from a copy of private/, or make another with `alf survey new-key`, which says "
    "what is lost by it"
)


@dataclass(frozen=True, slots=True)
class Key:
    """`id` tells keys apart and gives nothing of them away."""

    secret: bytes
    id: str

    def __repr__(self) -> str:
        return f"Key({self.id})"


def key_for(home: Path) -> Key:
    """The key, made at the first load of a survey; raises InputRefused where it is lost."""
    secret, made = _secret(home), _id_made(home)
    if secret is None and made is None and not _pseudonyms(home):
        return make_key(home)
    if secret is None:
        raise _refused("it is lost: the pseudonyms of earlier answers cannot be made again")
    key = _key(secret)
    if key is None or not _is_known(home, key, made):
        raise _refused("it is not the key that was made here: it is damaged, or another one")
    if made is None:
        write_private(private_folder(home) / KEY_ID, key.id.encode())
    return key


def make_key(home: Path) -> Key:
    """A new key; whoever calls it has said what is lost by it."""
    key = _key(secrets.token_bytes(_SIZE))
    assert key is not None
    # In this order: a key without its id is known by the answers, or is the first one.
    write_private(private_folder(home) / KEY, key.secret)
    write_private(private_folder(home) / KEY_ID, key.id.encode())
    record(home, Action.KEY_MADE, when=now(), who=user(), about={"key": key.id})
    return key


def made_with_other_keys(home: Path, key_id: str | None) -> list[str]:
    """The surveys whose pseudonyms this key cannot make again."""
    return [survey for survey, other in _pseudonyms(home).items() if other != key_id]


def whole_key(home: Path) -> Key | None:
    """The key where nothing is wrong with it; none is made."""
    secret, made = _secret(home), _id_made(home)
    key = _key(secret) if secret is not None else None
    return key if key and _is_known(home, key, made) else None


def _is_known(home: Path, key: Key, made: str | None) -> bool:
    """A kill between the two files leaves a key without its id: then the answers say it."""
    others = set(_pseudonyms(home).values())
    return key.id == made or (made is None and (not others or key.id in others))


def _pseudonyms(home: Path) -> dict[str, str]:
    """Survey → the key of its pseudonyms, of those whose answers are there."""
    return {id_: about.key for id_, about in deliveries(home).items() if not about.forgotten_at}


def _key(secret: bytes) -> Key | None:
    if len(secret) != _SIZE:
        return None
    return Key(secret, hashlib.blake2b(secret, digest_size=8, person=b"alf-key-id").hexdigest())


def _secret(home: Path) -> bytes | None:
    path = private_folder(home) / KEY
    return path.read_bytes() if path.exists() else None


def _id_made(home: Path) -> str | None:
    path = private_folder(home) / KEY_ID
    return path.read_text(encoding="ascii", errors="replace") if path.exists() else None


def _refused(message: str) -> InputRefused:
    return InputRefused([Problem("survey_key", message, f"private/{KEY}", remedy=_REMEDY)])
