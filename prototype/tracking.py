"""The secret that opens a request to its author: 128 bits, kept hashed."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from data.clock import ALPHABET

CHARACTERS = 26  # of 5 bits: 128 bits and two of padding


def new_salt() -> str:
    """Drawn for each request. It is kept: with the form's key, which is not, the same code can be made again."""
    return secrets.token_hex(16)


def new_key() -> str:
    """A key for a form that brought none."""
    return secrets.token_hex(16)


def code_of(salt: str, key: str) -> str:
    """The code of a request: nobody without both can tell it."""
    number = int.from_bytes(hmac.new(salt.encode(), key.encode(), hashlib.sha256).digest()[:16])
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (CHARACTERS - 1), -1, -5))


def digest(secret: str) -> str:
    """What the store keeps of a code or a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(code: str, kept: str) -> bool:
    """Whether a typed code is the one whose digest is kept; case, spaces and dashes do not matter, nor o for 0."""
    typed = "".join(code.lower().split()).replace("-", "").translate(str.maketrans("oil", "011"))
    return typed.isascii() and len(typed) == CHARACTERS and hmac.compare_digest(digest(typed), kept)
