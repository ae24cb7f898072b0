"""What RQ runs. Each job is thin: one effect, its outcome in the log, safe to run again."""
