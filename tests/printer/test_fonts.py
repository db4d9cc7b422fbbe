from pathlib import Path

import pytest

from printer import fonts
from printer.errors import MissingFont, MissingGlyph, NoShaping
from printer.fonts import font, has_shaping, require_shaping, split_by_font


def test_missing_shaping_names_the_package():
    with pytest.raises(NoShaping, match="libfribidi0") as caught:
        require_shaping(False)
    assert caught.value.code == "no_shaping"
    assert not caught.value.retryable


def test_this_machine_can_shape():
    assert has_shaping()


def test_missing_font_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(MissingFont, match="fonts-noto-core"):
        font.__wrapped__("NotoSans", False, 26)
    with pytest.raises(MissingFont, match="fonts-noto-core"):
        fonts.coverage.__wrapped__("NotoSans", False)
    assert fonts.coverage.__wrapped__("NotoSansArabic", False) == frozenset()


def test_digits_and_stops_look_like_the_letters_around_them():
    assert split_by_font("قبلك 3 أرقام.", bold=False) == [("NotoSansArabic", "قبلك 3 أرقام.")]


def test_what_a_face_lacks_comes_from_another():
    assert split_by_font("Raum (ب)", bold=True) == [
        ("NotoSans", "Raum ("),
        ("NotoSansArabic", "ب"),
        ("NotoSans", ")"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Київ ґ", "وێستگە", "گفتگو", "ትግርኛ", "हिन्दी", "ქართული", "ไทย", "Türkçe ğış", "Đà Nẵng"],
)
def test_scripts_of_the_waiting_room_have_a_font(text: str):
    assert "".join(part for _, part in split_by_font(text, bold=True)) == text


def test_a_character_of_no_font_is_an_error_not_a_box():
    with pytest.raises(MissingGlyph, match=r"U\+1F600"):
        split_by_font("Foto 😀", bold=False)
