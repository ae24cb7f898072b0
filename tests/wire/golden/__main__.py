"""Write the golden days anew."""

from command.wire.entries import write_entry
from tests.wire.golden import DAYS, path_of

for name, day in DAYS.items():
    path_of(name).write_bytes(b"".join(write_entry(entry) + b"\n" for entry in day().entries))
