"""A slip as a 1-bit picture: the number first and largest, then what to do, in both languages.

Sizes are in dots at 203 dpi and keep their millimetres on other printers.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from printer.errors import MissingGlyph
from printer.fonts import has_shaping, require_shaping
from printer.model import PrinterModel
from printer.paper import Paper
from printer.phrases import Phrases, phrases
from printer.qr import qr_picture
from printer.slip import Slip, Words, grouped, halved, word
from printer.typeset import Type, figures, line, lines

_LOG = logging.getLogger(__name__)
_REFERENCE_DPI = 203
_NARROW, _NARROW_SCALE = 400, 0.9
"""Rolls of 58 mm get slightly smaller letters, so that common words keep to one line."""


def render(slip: Slip, model: PrinterModel) -> Image.Image:
    """The slip, `model.dots` wide, mode "1", 0 = ink. Raises RenderError; nothing is sent then.

    If no font can write the visitor's language the slip is printed in the office's own only:
    better one language than boxes instead of letters.
    """
    require_shaping(has_shaping())
    try:
        return _Layout(slip, model, slip.languages).image()
    except MissingGlyph as error:
        if len(slip.languages) == 1:
            raise
        _LOG.warning("printing in %s only: %s", slip.home, error)
        return _Layout(slip, model, (slip.home,)).image()


@dataclass(frozen=True, slots=True)
class _Voice:
    """One of the slip's languages."""

    language: str
    rtl: bool
    says: Phrases


class _Layout:
    """Sets one slip from top to bottom; `_scale` turns reference dots into this printer's."""

    def __init__(self, slip: Slip, model: PrinterModel, languages: tuple[str, ...]) -> None:
        self._slip = slip
        narrow = _NARROW_SCALE if model.dots < _NARROW else 1.0
        self._scale = model.dpi / _REFERENCE_DPI * narrow
        self._paper = Paper(model.dots, margin=self._dots(12))
        self._voices = _voices(languages)

    def image(self) -> Image.Image:
        self._gap(14)
        self._head()
        self._number()
        self._start()
        self._waiting()
        self._bring()
        self._live()
        self._foot()
        self._gap(14)
        return self._paper.developed()

    def _head(self) -> None:
        home = self._voices[0]
        self._text(word(self._slip.office, home.language, self._slip.home), home, 30, bold=True)
        self._gap(8)
        self._text(self._day(home), home, 24)

    def _day(self, voice: _Voice) -> str:
        """The ticket's day; on the day itself with the time at which the ticket was taken."""
        day = voice.says.day(self._slip.date)
        if self._slip.date != self._slip.issued_at.date():
            return day
        return f"{day} · {self._slip.issued_at.hour}:{self._slip.issued_at:%M}"

    def _number(self) -> None:
        style = Type(self._dots(160), bold=True)
        self._rule(16, 34)
        self._paper.set([figures(grouped(self._slip.number), style, self._paper.inner)])
        self._rule(34, 22)

    def _start(self) -> None:
        if self._slip.start is None:
            self._pair(lambda voice: voice.says.by_number, 28)
        else:
            self._appointment(self._slip.start)
        if self._slip.service is not None:
            self._gap(30)
            self._words(self._slip.service, 30)

    def _appointment(self, start: str) -> None:
        today = self._slip.date == self._slip.issued_at.date()
        self._pair(lambda voice: voice.says.appointment(today), 24)
        self._gap(16)
        home = self._voices[0]
        style = self._type(home, 64, bold=True)
        self._paper.set([figures(home.says.clock(start), style, self._paper.inner)])

    def _waiting(self) -> None:
        self._part()
        self._words(self._slip.wait_at, 31, bold=True)
        self._gap(14)
        self._pair(lambda voice: voice.says.ahead(self._slip.ahead), 24)

    def _bring(self) -> None:
        if not self._slip.bring:
            return
        self._part()
        for number, voice in enumerate(self._voices):
            self._gap(18 if number else 0)
            self._text(voice.says.bring, voice, 24, bold=True)
            self._gap(10)
            self._checklist(voice)

    def _checklist(self, voice: _Voice) -> None:
        """Boxes to tick, as a block in the middle, each language from its own side."""
        box, space, style = self._dots(18), self._dots(13), self._type(voice, 24)
        room = self._paper.inner - box - space
        texts = (word(item, voice.language, self._slip.home) for item in self._slip.bring)
        items = [lines(text, style, room) for text in texts]
        block = round(max(row.width for rows in items for row in rows)) + box + space
        left = (self._paper.width - block) // 2
        for number, rows in enumerate(items):
            self._gap(8 if number else 0)
            top = self._paper.top + rows[0].above - box + self._dots(1)
            self._paper.frame(left + block - box if voice.rtl else left, top, box, self._dots(2))
            for index, row in enumerate(rows):
                self._gap(4 if index else 0)
                x = left + block - box - space - row.width if voice.rtl else left + box + space
                self._paper.place(row, x)

    def _live(self) -> None:
        self._part(after=4)
        module = 6 if self._scale > 0.8 else 4
        self._paper.picture(qr_picture(self._slip.url, module, self._paper.width))
        self._pair(lambda voice: voice.says.live, 24)
        self._gap(14)
        home = self._voices[0]
        self._paper.set(
            [line(f"{home.says.code} {halved(self._slip.code)}", self._type(home, 28, True))]
        )

    def _foot(self) -> None:
        self._part()
        self._pair(lambda voice: voice.says.private, 20)

    def _pair(self, text: Callable[[_Voice], str], size: int, bold: bool = False) -> None:
        """The same in every language of the slip, one below the other."""
        for number, voice in enumerate(self._voices):
            self._gap(6 if number else 0)
            self._text(text(voice), voice, size, bold)

    def _words(self, words: Words, size: int, bold: bool = False) -> None:
        """A name the office gave, in those of the slip's languages it has."""
        said: set[str] = set()
        for number, voice in enumerate(self._voices):
            text = word(words, voice.language, self._slip.home)
            if text not in said:
                self._gap(6 if number else 0)
                self._text(text, voice, size, bold)
            said.add(text)

    def _text(self, text: str, voice: _Voice, size: int, bold: bool = False) -> None:
        self._paper.text(text, self._type(voice, size, bold), leading=self._dots(4))

    def _type(self, voice: _Voice, size: int, bold: bool = False) -> Type:
        return Type(self._dots(size), bold, voice.language, voice.rtl)

    def _rule(self, before: int, after: int) -> None:
        self._gap(before)
        self._paper.rule(self._dots(4) // 2 * 2, self._paper.width)
        self._gap(after)

    def _part(self, after: int = 18) -> None:
        """A short thin line between two parts."""
        self._gap(18)
        self._paper.rule(self._dots(2), self._dots(96))
        self._gap(after)

    def _gap(self, dots: int) -> None:
        self._paper.gap(self._dots(dots))

    def _dots(self, reference: int) -> int:
        return round(reference * self._scale) if reference else 0


def _voices(languages: tuple[str, ...]) -> tuple[_Voice, ...]:
    """The languages that have sentences; a language nobody translated yet is left out."""
    home, *others = languages
    spoken = phrases(home) or phrases("en")
    if spoken is None:
        raise MissingGlyph(f"there is no catalogue for {home!r}")
    also = ((language, phrases(language)) for language in others)
    return (
        _Voice(home, spoken.rtl, spoken),
        *(_Voice(language, says.rtl, says) for language, says in also if says is not None),
    )
