"""What can go wrong before a screen shows anything.

ScreenError
├── FontsMissingError     the type family is not installed
├── StartRefusedError     an argument or a setting makes no sense
└── InterfaceBrokenError  the QML did not load
"""


class ScreenError(Exception):
    """A screen program cannot start; the text says what to do."""


class FontsMissingError(ScreenError):
    """A font file of the type family is not there."""


class StartRefusedError(ScreenError):
    """An argument makes no sense here."""


class InterfaceBrokenError(ScreenError):
    """The QML module did not load; the text holds Qt's own words."""
