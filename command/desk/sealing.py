"""Sealing: commitments in the place of somebody's words before anything is written."""

import hmac
from collections.abc import Iterable
from typing import Any

from command.domain.actions import Action
from command.domain.facts import Entry
from command.domain.identifiers import Instant, Words
from command.domain.plain import class_name, field_names, field_values, plain
from command.domain.words import word_fields, words_in
from command.store.private import commit
from command.wire.entries import canonical


def words_of(entry: Entry) -> Iterable[Words]:
    return (words for fact in entry.facts for words in words_in(fact))


def sealed_action(action: Action) -> tuple[Action, dict[str, bytes], dict[Words, str]]:
    """Put commitments in the place of somebody's words; the values go beside the log."""
    private: dict[str, bytes] = {}
    texts: dict[Words, str] = {}
    sealed: dict[str, Words | tuple[Words, ...]] = {}

    def seal(text: str) -> Words:
        commitment, stored = commit(text)
        private[commitment] = stored
        texts[Words(commitment)] = text
        return Words(commitment)

    for name in word_fields(type(action)):
        said = getattr(action, name)
        if isinstance(said, tuple):
            sealed[name] = tuple(map(seal, said))
        elif said is not None:
            sealed[name] = seal(said)
    if not sealed:
        return action, private, texts
    kind: Any = type(action)
    said = dict(zip(field_names(kind), field_values(kind)(action), strict=True))
    return kind(**{**said, **sealed}), private, texts


def digest_of(keyed: hmac.HMAC, action: Action, occurred_at: Instant | None) -> str:
    """
    Tell two contents under one id apart, without giving short words away to guessing.

    `keyed` has the event's secret and nothing yet; it stays so. Made anew it costs thrice as much.
    """
    content: Any = [class_name(type(action)), plain(action), occurred_at]
    digest = keyed.copy()
    digest.update(canonical(content))
    return digest.hexdigest()
