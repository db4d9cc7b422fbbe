"""The language of a screen: Qt's `qsTr` answered by our catalogues, and how times and days read.

QML says `qsTr("Now calling")` and reads the text in the language in use. A board that shows several
languages at once names another one in the second argument: `qsTr("Now calling", "ar")`.
Digits are always 0–9, whatever the language: paper, board and speech must match.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from babel.core import Locale
from babel.dates import format_date
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

from assets.catalogue import Catalogue, is_rtl, languages
from office.contract import Words

SOURCE_LANGUAGE = "en"
"""What the texts in the sources are written in."""
ISOLATE, POP_ISOLATE = "\u2066", "\u2069"
"""Left-to-right isolate and its end: what stands between keeps its order in Arabic text."""


class CatalogueTranslator(QTranslator):
    """Answers `qsTr` in the language `tag`, or in the one its disambiguation names."""

    def __init__(self, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self.tag = language

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Qt's call for every `qsTr`; plural forms are chosen by `n`, Qt puts it in for `%n`."""
        return translate(sourceText, disambiguation or self.tag, n)


class Language(QObject):
    """The language in use by a program; `changed` tells what depends on it outside QML."""

    changed = Signal()

    def __init__(self, app: QGuiApplication, language: str = SOURCE_LANGUAGE) -> None:
        super().__init__(app)
        self._translator = CatalogueTranslator(language, self)
        self._engine: QQmlEngine | None = None
        QCoreApplication.installTranslator(self._translator)
        app.setLayoutDirection(_direction(language))

    @property
    def tag(self) -> str:
        """The BCP 47 tag in use."""
        return self._translator.tag

    def attach(self, engine: QQmlEngine) -> None:
        """From now on `use` renews the texts of `engine`."""
        self._engine = engine

    def detach(self) -> None:
        """The engine is about to go."""
        self._engine = None

    def use(self, language: str) -> None:
        """Switch texts and layout direction at once; the same language again does nothing."""
        if language == self.tag:
            return
        self._translator.tag = language
        QGuiApplication.setLayoutDirection(_direction(language))
        if self._engine is not None:
            self._engine.retranslate()
        self.changed.emit()


def install(app: QGuiApplication, engine: QQmlEngine, language: str = SOURCE_LANGUAGE) -> Language:
    """A `Language` at work in `app` and `engine`."""
    chosen = Language(app, language)
    chosen.attach(engine)
    return chosen


def translate(msgid: str, language: str, n: int = -1) -> str:
    """The text for `msgid` in `language`, English where there is none. `n` ≥ 0 chooses the plural
    form; its `%n` stays in the text."""
    catalogue = _catalogue(language)
    if catalogue is None:
        return msgid
    return catalogue.gettext(msgid) if n < 0 else catalogue.ngettext(msgid, msgid, n)


def words(texts: Words | Mapping[str, str], language: str, fallback: str) -> str:
    """The office's text in `language`, else `fallback` (the office's first), else any, else ""."""
    for tag in (language, language.split("-")[0], fallback):
        if tag in texts:
            return texts[tag]
    return next(iter(texts.values()), "")


def isolated(text: str, language: str) -> str:
    """`text` (a number, a time, an address) kept left to right inside right-to-left text."""
    return f"{ISOLATE}{text}{POP_ISOLATE}" if text and is_rtl(language) else text


def format_number(number: str) -> str:
    """A ticket number in groups, as shown everywhere: "E042" → "E 042" (the space never breaks)."""
    letters = number.rstrip("0123456789")
    return f"{letters}\u00a0{number[len(letters) :]}" if letters else number


def format_clock(moment: datetime, language: str) -> str:
    """24 hours and minutes in the short form Germans read, "9:41"; isolated for right-to-left."""
    return isolated(f"{moment.hour}:{moment.minute:02}", language)


def format_day(day: date, language: str) -> str:
    """Weekday and date without the year: "Donnerstag, 26. November"; digits 0–9."""
    locale = Locale.parse(language, sep="-")
    pattern = _DAY_PATTERNS.get(locale.language, _DAY_PATTERNS["en"])
    return format_date(day, pattern, locale=locale)


_DAY_PATTERNS = {"de": "EEEE, d. MMMM", "ar": "EEEE، d MMMM", "en": "EEEE, d MMMM"}
"""CLDR's own skeletons differ between releases of Babel; a picture must not."""


@cache
def _catalogue(language: str) -> Catalogue | None:
    known = languages()
    for tag in (language, language.split("-")[0]):
        if tag in known:
            return Catalogue.load(tag)
    return None


def _direction(language: str) -> Qt.LayoutDirection:
    if is_rtl(language):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight
