"""How long the kiosk waits for what, in seconds."""

DOUBLE_STRIKE_SECONDS = 0.5
"""EN 301 549 5.8: a second touch within this time is the same touch."""
IDLE_SECONDS = 50.0
COUNTDOWN_SECONDS = 20.0
"""EN 301 549 11.2.2.1: at least 20 s to ask for more time."""
RETRY_SECONDS = 1.0
BOOKING_SECONDS = 60.0
"""How long one tap is tried before the visitor is told that the office does not answer."""
PRINTING_SECONDS = 30.0
"""Past this a printer that never answers counts as unconfirmed."""
PRINTED_SECONDS = 12.0
UNCONFIRMED_SECONDS = 15.0
SHOWN_SECONDS = 45.0
"""How long number and code stay without paper; each touch of "more time" gives as much again."""
