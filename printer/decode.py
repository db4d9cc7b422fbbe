"""ESC/POS bytes as the pictures they print: what a raster printer does with our jobs and others'.

Understands raster pictures (GS v 0), paper feed, alignment and cuts; measures and passes over every
other command, and over text, which a raster ticket has none of. Bytes may come in any portions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

LINE_ROWS = 30
"""Height of a line feed, a printer's usual 3.75 mm."""
_MORE_ROWS = 512

_ESC_ARGUMENTS = {
    **dict.fromkeys(b"!%-=?EGJMRTUVadet{ 3", 1),
    **dict.fromkeys(b"$\\cB", 2),
    **dict.fromkeys(b"p", 3),
    **dict.fromkeys(b"W", 8),
}
_GS_ARGUMENTS = {
    **dict.fromkeys(b"!BHahfrbwIT/:", 1),
    **dict.fromkeys(b"$LPW\\", 2),
    **dict.fromkeys(b"^", 3),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A ticket that came out."""

    image: Image.Image


@dataclass(frozen=True, slots=True)
class Query:
    """A question the printer has to answer: "status" n (DLE EOT n) or "completed" n (GS r n)."""

    kind: str
    n: int


class Decoder:
    """A printer's head and paper. `dots` is its printable width."""

    def __init__(self, dots: int = 576) -> None:
        self.dots = dots
        self._waiting = bytearray()
        self._align = 0
        self._rows = 0
        self._paper = self._blank(_MORE_ROWS)

    @property
    def paper(self) -> Image.Image:
        """What has been printed since the last cut."""
        return self._paper.crop((0, 0, self.dots, self._rows))

    @property
    def is_waiting(self) -> bool:
        """Whether a command has begun whose rest has not come yet."""
        return bool(self._waiting)

    def feed(self, data: bytes) -> Iterator[Cut | Query]:
        """Work through `data`; cuts and questions in their order."""
        self._waiting += data
        taken = 0
        view = bytes(self._waiting)
        while taken < len(view):
            length = _command_length(view, taken)
            if length is None or taken + length > len(view):
                break
            event = self._obey(view[taken : taken + length])
            taken += length
            if event is not None:
                yield event
        del self._waiting[:taken]

    def _obey(self, command: bytes) -> Cut | Query | None:
        match command[:2]:
            case b"\x1dv":
                self._raster(command)
            case b"\x1bJ":
                self._advance(command[2])
            case b"\x1bd":
                self._advance(command[2] * LINE_ROWS)
            case b"\x1ba":
                self._align = command[2] % 48 if command[2] % 48 <= 2 else 0
            case b"\x1b@":
                self._align = 0
            case b"\x1dV" | b"\x1bi" | b"\x1bm":
                return self._cut()
            case b"\x10\x04":
                return Query("status", command[2])
            case b"\x1dr":
                return Query("completed", command[2])
            case b"\n":
                self._advance(LINE_ROWS)
        return None

    def _raster(self, command: bytes) -> None:
        """GS v 0 m xL xH yL yH and the rows; m says how often each dot is doubled."""
        stride, height = _raster_size(command, 0)
        if not stride or not height:
            return
        picture = Image.frombytes("1", (stride * 8, height), command[8:], "raw", "1;I")
        wide, high = 1 + (command[3] & 1), 1 + (command[3] >> 1 & 1)
        if wide > 1 or high > 1:
            size = (picture.width * wide, picture.height * high)
            picture = picture.resize(size, Image.Resampling.NEAREST)
        left = (self.dots - picture.width) * self._align // 2
        self._make_room(picture.height)
        self._paper.paste(picture, (max(left, 0), self._rows))
        self._rows += picture.height

    def _advance(self, rows: int) -> None:
        self._make_room(rows)
        self._rows += rows

    def _cut(self) -> Cut:
        cut = Cut(self.paper)
        self._rows = 0
        self._paper = self._blank(_MORE_ROWS)
        return cut

    def _make_room(self, rows: int) -> None:
        if self._rows + rows > self._paper.height:
            longer = self._blank(self._rows + rows + _MORE_ROWS)
            longer.paste(self._paper, (0, 0))
            self._paper = longer

    def _blank(self, rows: int) -> Image.Image:
        return Image.new("1", (self.dots, rows), 1)


def decode(data: bytes, dots: int = 576) -> list[Image.Image]:
    """The tickets in `data`, one per cut; a last one that was not cut off only if it has rows."""
    decoder = Decoder(dots)
    tickets = [event.image for event in decoder.feed(data) if isinstance(event, Cut)]
    rest = decoder.paper
    return [*tickets, rest] if rest.height else tickets


def _command_length(data: bytes, at: int) -> int | None:
    """Bytes of the command at `at`, None if that cannot be told yet. Text is one byte long."""
    kind = data[at]
    if kind == 0x10:
        return _dle_length(data, at)
    if kind in (0x1B, 0x1C):
        return _esc_length(data, at)
    if kind == 0x1D:
        return _gs_length(data, at)
    return 1


def _dle_length(data: bytes, at: int) -> int | None:
    if at + 1 >= len(data):
        return None
    if data[at + 1] == 0x14:
        return 5
    return 3 if data[at + 1] in (0x04, 0x05) else 1


def _esc_length(data: bytes, at: int) -> int | None:
    if at + 1 >= len(data):
        return None
    name = data[at + 1]
    if name == ord("D"):
        end = data.find(0, at + 2)
        return None if end < 0 else end + 1 - at
    if name == ord("*"):
        if at + 4 >= len(data):
            return None
        columns = data[at + 3] + 256 * data[at + 4]
        return 5 + columns * (3 if data[at + 2] >= 32 else 1)
    return 2 + _ESC_ARGUMENTS.get(name, 0)


def _gs_length(data: bytes, at: int) -> int | None:
    head = data[at : at + 8]
    if len(head) < 2:
        return None
    match head[1:2]:
        case b"v":
            if len(head) < 8:
                return None
            stride, height = _raster_size(data, at)
            return 8 + stride * height
        case b"V":
            return None if len(head) < 3 else 4 if head[2] in (65, 66, 97, 98, 103, 104) else 3
        case b"(":
            return None if len(head) < 5 else 5 + head[3] + 256 * head[4]
        case b"k":
            return _barcode_length(data, at)
        case _:
            return 2 + _GS_ARGUMENTS.get(head[1], 0)


def _barcode_length(data: bytes, at: int) -> int | None:
    """GS k comes in two forms: ended by NUL, or with its length."""
    if at + 3 >= len(data):
        return None
    if data[at + 2] >= 65:
        return 4 + data[at + 3]
    end = data.find(0, at + 3)
    return None if end < 0 else end + 1 - at


def _raster_size(data: bytes, at: int) -> tuple[int, int]:
    """Bytes per row and rows of the GS v 0 at `at`."""
    return data[at + 4] + 256 * data[at + 5], data[at + 6] + 256 * data[at + 7]
