"""What can be typed, key by key."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk import keypad
from kiosk.state import Note, Typing
from office.contract import CODE_LENGTH, CODE_LETTERS

NUMBER = Typing(lost=True, field="number")


def typed(typing: Typing, *signs: str) -> Typing:
    for sign in signs:
        typing = keypad.struck(typing, sign)
    return typing


def test_a_code_is_six_of_the_unambiguous_signs() -> None:
    typing = typed(Typing(), *"K7M4Q")
    assert not keypad.whole(typing)
    typing = typed(typing, "X", "A")
    assert (typing.code, keypad.whole(typing)) == ("K7M4QX", True)
    assert typed(Typing(), "0", "O", "B", "", "AC") == Typing()


def test_a_number_is_a_letter_and_at_least_three_digits() -> None:
    assert typed(NUMBER, *"4E0E4").number == "E04"
    assert not keypad.whole(typed(NUMBER, *"E04"))
    assert keypad.whole(typed(NUMBER, *"E042"))
    assert typed(NUMBER, *"E1234567").number == "E12345"


def test_delete_takes_the_last_sign_back_and_never_more() -> None:
    assert typed(Typing(), "K", "7", keypad.DELETE).code == "K"
    assert typed(Typing(), "K", keypad.DELETE, keypad.DELETE).code == ""


def test_the_word_about_a_wrong_code_goes_with_the_first_key() -> None:
    assert typed(Typing(note=Note("unknown")), "K").note is None


SIGNS = st.sampled_from([*CODE_LETTERS, *"01258", "?"])


@given(st.sampled_from([Typing(), NUMBER]), st.lists(SIGNS))
def test_only_useful_keys_do_anything(typing: Typing, signs: list[str]) -> None:
    for sign in signs:
        after = keypad.struck(typing, sign)
        changed = after != typing
        assert changed == (sign in keypad.useful(typing))
        assert set(keypad.useful(after)) <= set(keypad.keys(after))
        typing = after
    assert len(typing.code) <= CODE_LENGTH
    assert keypad.whole(typing) or keypad.useful(typing)
