"""The fixed sentences of a slip in one language, from the catalogue that all surfaces share."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton

from assets.catalogue import Catalogue, is_rtl, languages
from printer.bidi import isolated


@dataclass(frozen=True, slots=True)
class Phrases:
    """Each property is a whole text, numbers isolated where the language runs right to left."""

    language: str
    rtl: bool
    _texts: Catalogue

    def appointment(self, today: bool) -> str:
        gettext = self._texts.gettext
        return gettext("Your appointment today") if today else gettext("Your appointment")

    def clock(self, time: str) -> str:
        return self._texts.gettext("{time}").format(time=self._digits(time))

    @property
    def by_number(self) -> str:
        return self._texts.gettext("We call you by your number.")

    def ahead(self, count: int) -> str:
        if count == 0:
            return self._texts.gettext("Nobody is before you")
        text = self._texts.ngettext("{n} number before you", "{n} numbers before you", count)
        return text.format(n=self._digits(str(count)))

    @property
    def bring(self) -> str:
        return self._texts.gettext("Please have ready")

    @property
    def live(self) -> str:
        return self._texts.gettext("Your place in the queue, live")

    @property
    def code(self) -> str:
        return self._texts.gettext("Code")

    @property
    def private(self) -> str:
        return self._texts.gettext("No personal data on this slip")

    def day(self, day: date) -> str:
        """The day with its name: "Do., 26.11.2026"."""
        return format_skeleton("yMEd", day, locale=Locale.parse(self.language, sep="-"))

    def all(self) -> tuple[str, ...]:
        """Every sentence, so that a test can look for missing letters."""
        counts = tuple(self.ahead(count) for count in (0, 1, 2, 3, 11, 100))
        plain = (self.by_number, self.bring, self.live, self.code, self.private)
        clock = (self.clock("10:20"), self.appointment(True), self.appointment(False))
        return counts + plain + clock

    def _digits(self, text: str) -> str:
        return isolated(text) if self.rtl else text


@lru_cache(maxsize=64)
def phrases(language: str) -> Phrases | None:
    """The phrases for a BCP 47 tag ("ar-SY" finds "ar"); None if nobody translated them yet."""
    known = languages()
    for tag in (language, language.split("-", maxsplit=1)[0]):
        if tag in known:
            return Phrases(tag, is_rtl(tag), Catalogue.load(tag))
    return None
