"""The pure heart: values and functions over them. No clock, no I/O, no framework."""
