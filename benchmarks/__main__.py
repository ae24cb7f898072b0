"""Every figure in turn: `python -m benchmarks [name …]`. Fails where a goal is missed."""

import sys
from collections.abc import Callable, Iterator

from benchmarks import append, fanout, first_message, fold, post
from benchmarks.ratio import Bound, Ratio, titled

_ALL: dict[str, Callable[[], Iterator[Ratio | Bound] | Iterator[Ratio] | Iterator[Bound]]] = {
    "append": append.main,
    "fold": fold.main,
    "first_message": first_message.main,
    "post": post.main,
    "fanout": fanout.main,
}


def main(names: list[str]) -> int:
    """Measure what is named, or everything; say how many goals were missed."""
    missed = 0
    for name in names or _ALL:
        with titled(name):
            for figure in _ALL[name]():
                print(figure, flush=True)
                missed += not figure.is_met
    return missed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
