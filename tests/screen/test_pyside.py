"""Qt for Python itself: what we rely on and once was broken."""

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rang = Signal(bool, int)


def test_five_thousand_signals_do_not_end_the_program() -> None:
    """PySide6 6.12.0 aborts on Python 3.11 after some 500 of them: bools lost their references."""
    heard = []
    bell = Bell()
    bell.rang.connect(lambda loud, count: heard.append((loud, count)))
    for count in range(5000):
        bell.rang.emit(count % 2 == 0, count)
    assert len(heard) == 5000
    assert heard[-1] == (False, 4999)
