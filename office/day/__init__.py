"""The rules of an office day: pure functions over events. No I/O, no clock, no framework."""
