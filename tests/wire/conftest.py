"""Numbers as the log may hold them."""

from typing import Final

from hypothesis import strategies as st

# Beyond this a page's JavaScript would read another number than Python wrote.
SAFE: Final = 2**53 - 1
st.register_type_strategy(int, st.integers(-SAFE, SAFE))
