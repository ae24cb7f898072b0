"""
Passphrases: argon2id, worked out beside the event loop, since one takes a tenth of a second.

Source: OWASP ASVS 5.0 6.2, 11.4.2; RFC 9106.
"""

import secrets
from functools import cache

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Hash a passphrase for `Account.password_hash`; takes a tenth of a second, on purpose."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """
    Say whether a passphrase is the one that was hashed.

    Other greenlets go on meanwhile. Without an account it's always wrong, and
    takes as long.
    """
    pool = gevent.get_hub().threadpool
    matches: bool = pool.apply(_verify, (password_hash, password))
    return matches and password_hash is not None


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    # An unknown name costs as much time as a known one, so that names can't be found out by timing.
    return _hasher.hash(secrets.token_hex(16))
