"""Our own Redis on a data folder: find it, check its files, start it. Never talks about the log."""
