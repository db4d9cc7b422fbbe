"""What can keep the kiosk from starting.

KioskError
└── LanguagesError   [languages] names no language that has a catalogue
"""


class KioskError(Exception):
    """The kiosk cannot start; the text says what to do."""


class LanguagesError(KioskError):
    """No button could be shown for any language configured, or one of them has no texts."""
