from hypothesis import given
from hypothesis import strategies as st

from printer.decode import Cut, Decoder, Query, decode
from printer.encode import COMPLETION, encode
from printer.model import MODELS
from printer.render import render
from printer.sample import sample_slip

WIDE = MODELS["epson-80"]
TICKET = encode(render(sample_slip("de"), WIDE), WIDE)
DOT = b"\x1dv0\x00\x01\x00\x01\x00\x80"


def columns(data: bytes, dots: int = 576) -> tuple[int, int]:
    """From the first to behind the last column with ink."""
    [page] = decode(data + b"\x1dV\x00", dots)
    box = page.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert box is not None
    return box[0], box[2]


@given(st.lists(st.integers(1, 3000), max_size=20))
def test_portions_do_not_matter(sizes: list[int]):
    decoder, cuts, rest = Decoder(), [], TICKET
    for size in [*sizes, len(TICKET)]:
        part, rest = rest[:size], rest[size:]
        cuts += [event for event in decoder.feed(part) if isinstance(event, Cut)]
    [whole] = decode(TICKET)
    assert [cut.image.tobytes() for cut in cuts] == [whole.tobytes()]
    assert not decoder.is_waiting


@given(st.binary(max_size=400))
def test_any_bytes_are_survived(noise: bytes):
    decoder = Decoder()
    list(decoder.feed(noise))
    list(decoder.feed(bytes(70_000)))
    assert decoder.paper.width == 576


def test_alignment():
    assert columns(DOT) == (0, 1)
    assert columns(b"\x1ba\x01" + DOT) == (284, 285)
    assert columns(b"\x1ba\x02" + DOT) == (568, 569)
    assert columns(b"\x1ba2" + DOT) == (568, 569)
    assert columns(b"\x1ba\x02\x1b@" + DOT) == (0, 1)


def test_feeds_in_rows():
    assert [page.height for page in decode(b"\x1bJ\x07\x1bd\x02\n\x1dVB\x00")] == [7 + 60 + 30]


def test_one_picture_per_cut_and_the_uncut_rest():
    pages = decode(DOT + b"\x1dV\x00" + DOT + DOT + b"\x1dVA\x10" + DOT)
    assert [page.height for page in pages] == [1, 2, 1]


def test_double_modes():
    for mode, size in ((0, (8, 1)), (1, (16, 1)), (2, (8, 2)), (3, (16, 2))):
        data = b"\x1dv0" + bytes((mode,)) + b"\x01\x00\x01\x00\xff\x1dV\x00"
        [page] = decode(data)
        box = page.convert("L").point(lambda grey: 255 - grey).getbbox()
        assert box == (0, 0, *size)


def test_questions_come_in_order_with_cuts():
    events = list(Decoder().feed(b"\x10\x04\x01" + DOT + b"\x1dV\x00" + COMPLETION))
    assert [type(event) for event in events] == [Query, Cut, Query]
    assert events[0] == Query("status", 1)
    assert events[2] == Query("completed", 1)


def test_a_question_in_a_picture_is_a_picture():
    assert not [
        event
        for event in Decoder().feed(b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01")
        if isinstance(event, Query)
    ]


def test_other_commands_and_text_are_passed_over():
    others = (
        b"\x1b!\x30Text\x1bE\x01\x1b3\x18\x1bc4\x00\x1d!\x11\x1dL\x00\x00\x1dP\xcb\xcb"
        b"\x1d(k\x03\x00\x31\x43\x06\x1dkA\x031234\x1dk\x04123\x00\x1bD\x08\x10\x00"
        b"\x1b*\x21\x02\x00\x00\x00\x00\xff\xff\xff\x10\x14\x01\x00\x05\x1dI\x01"
    )
    assert [page.height for page in decode(others + DOT + b"\x1dV\x01")] == [1]
