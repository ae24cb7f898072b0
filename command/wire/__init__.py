"""The shapes outside Python: JSON to values and back. Nothing else calls a JSON library."""
