"""The store: every byte kept in Redis or on disk. It knows bytes and keys, never what they mean."""
