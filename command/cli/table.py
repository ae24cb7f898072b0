"""Shows rows in columns. A Chinese letter takes two places of a terminal."""

import unicodedata
from collections.abc import Sequence

import click

_WIDE = frozenset({"W", "F"})


def show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a heading and rows, each column as wide as its widest word."""
    lines = [heads, *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        words = (word + " " * (widths[n] - width(word)) for n, word in enumerate(line))
        click.echo("  ".join(words).rstrip())


def width(word: str) -> int:
    """Return how many places of a terminal a word takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in _WIDE else 1 for letter in word)
