import itertools

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from printer.bidi import isolated, visual_runs
from printer.fonts import font


def seen(text: str, rtl: bool) -> str:
    """What a reader sees from left to right, capitals standing for right-to-left letters."""
    runs = visual_runs(text, rtl)
    return "".join(run.text[::-1] if run.rtl else run.text for run in runs)


def test_left_to_right_is_left_alone():
    assert seen("Vor Ihnen: 3 Nummern", rtl=False) == "Vor Ihnen: 3 Nummern"


def test_arabic_runs_from_right_to_left():
    assert seen("ابت", rtl=True) == "تبا"


def test_time_in_an_arabic_line_keeps_its_order():
    assert seen("اب 10:20 تث", rtl=True) == "ثت 10:20 با"


def test_isolated_digits_keep_apart_from_latin_neighbours():
    text = f"اب {isolated('3')} B"
    assert seen(text, rtl=True) == "B 3 با"


def test_isolates_themselves_are_not_drawn():
    assert "\u2066" not in seen(isolated("10:20"), rtl=True)


def test_unclosed_isolate_reaches_to_the_end():
    assert seen("اب \u206610:20", rtl=True) == "10:20 با"


def test_arabic_word_in_a_german_line():
    assert seen("Name ابت hier", rtl=False) == "Name تبا hier"


def test_nested_isolates():
    assert seen("a \u2067اب \u206612\u2069\u2069 z", rtl=False) == "a 12 با z"


def test_first_strong_isolate_takes_its_own_direction():
    assert seen("a \u2068اب 1\u2069 z", rtl=False) == "a 1 با z"


@given(st.text("ابتقABab01 :.-·(€%\u2066\u2067\u2068\u2069\u0651", max_size=24), st.booleans())
def test_every_visible_character_is_drawn_once(text: str, rtl: bool):
    drawn = "".join(run.text for run in visual_runs(text, rtl))
    visible = [character for character in text if not "\u2066" <= character <= "\u2069"]
    assert sorted(drawn) == sorted(visible)


WORDS = st.sampled_from(["ابت", "نور", "10:20", "042", isolated("26.11.2026"), isolated("7")])


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_agrees_with_fribidi(text: str):
    """Where one font has everything, FriBiDi may lay out the whole line: an independent opinion."""
    face = font("NotoSansArabic", False, 40)
    whole = face.getlength(text, direction="rtl", language="ar")
    ours, theirs = (Image.new("L", (int(whole) + 20, 90), 255) for _ in range(2))
    ImageDraw.Draw(theirs).text((10, 60), text, 0, face, "ls", direction="rtl", language="ar")
    x = 10.0
    for run in visual_runs(text, rtl=True):
        direction = "rtl" if run.rtl else "ltr"
        ImageDraw.Draw(ours).text((x, 60), run.text, 0, face, "ls", direction=direction)
        x += face.getlength(run.text, direction=direction)
    assert abs(x - 10 - whole) <= 2
    assert _ink_columns(ours) == _ink_columns(theirs)


def _ink_columns(picture: Image.Image) -> list[int]:
    """Ink per eighth of the width: alike for the same letters at nearly the same places."""
    dark = picture.point(lambda grey: 1 if grey < 128 else 0)
    eighth = picture.width / 8
    bounds = [round(step * eighth) for step in range(9)]
    return [
        round(sum(dark.crop((left, 0, right, 90)).tobytes()) / 40)
        for left, right in itertools.pairwise(bounds)
    ]
