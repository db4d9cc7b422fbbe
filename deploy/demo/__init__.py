"""The demo: one office day to try, on the real programs."""
