"""A strip of paper that grows downwards while lines, rules and pictures are set on it."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from printer.typeset import Line, Type, lines

_INK_BELOW = 140
"""Grey that still counts as ink. Strokes stay closed and nothing is ever dithered: a dithered
picture may contain bytes that a printer takes for commands."""
_MORE_ROWS = 1200


class Paper:
    """`width` in dots; text keeps `margin` dots free on both sides."""

    def __init__(self, width: int, margin: int) -> None:
        self.width = width
        self.margin = margin
        self.top = 0
        self._image = Image.new("L", (width, _MORE_ROWS), 255)
        self._canvas = ImageDraw.Draw(self._image)

    @property
    def inner(self) -> int:
        return self.width - 2 * self.margin

    def gap(self, rows: int) -> None:
        self._make_room(rows)
        self.top += rows

    def text(self, text: str, style: Type, leading: int = 0) -> None:
        """Centred, wrapped, `leading` dots between its lines."""
        self.set(lines(text, style, self.inner), leading)

    def set(self, rows: Sequence[Line], leading: int = 0) -> None:
        for number, row in enumerate(rows):
            self.gap(leading if number else 0)
            self._make_room(row.height)
            row.draw(self._canvas, (self.width - row.width) / 2, self.top)
            self.top += row.height

    def place(self, row: Line, x: float) -> None:
        """A line at `x`; the next one goes below it."""
        self._make_room(row.height)
        row.draw(self._canvas, x, self.top)
        self.top += row.height

    def rule(self, thickness: int, length: int) -> None:
        self._make_room(thickness)
        left = (self.width - length) // 2
        box = (left, self.top, left + length - 1, self.top + thickness - 1)
        self._canvas.rectangle(box, fill=0)
        self.top += thickness

    def frame(self, x: int, top: int, side: int, thickness: int) -> None:
        """An empty square, to be ticked with a pen."""
        self._make_room(side)
        box = (x, top, x + side - 1, top + side - 1)
        self._canvas.rectangle(box, outline=0, width=thickness)

    def picture(self, picture: Image.Image) -> None:
        """A 1-bit picture, centred on an even dot."""
        self._make_room(picture.height)
        left = (self.width - picture.width) // 4 * 2
        self._image.paste(picture.convert("L"), (left, self.top))
        self.top += picture.height

    def developed(self) -> Image.Image:
        """What was set so far as a 1-bit picture, 0 = ink."""
        used = self._image.crop((0, 0, self.width, self.top))
        return used.point(lambda grey: 0 if grey < _INK_BELOW else 255).convert(
            "1", dither=Image.Dither.NONE
        )

    def _make_room(self, rows: int) -> None:
        missing = self.top + rows - self._image.height
        if missing <= 0:
            return
        longer = Image.new("L", (self.width, self._image.height + max(missing, _MORE_ROWS)), 255)
        longer.paste(self._image, (0, 0))
        self._image = longer
        self._canvas = ImageDraw.Draw(longer)
