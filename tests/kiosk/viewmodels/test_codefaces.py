"""What is typed, place by place."""

from dataclasses import replace

from kiosk.state import Answered, State, Typing, begin
from kiosk.viewmodels import codefaces
from office.contract import Item
from tests.kiosk.samples import VIEW, at


def state(step: Typing | Answered, language: str = "de") -> State:
    fresh = begin(("de", "ar"), has_printer=True, now=0)
    return replace(fresh, view=VIEW, language=language, step=step)


def row(typing: Typing) -> str:
    boxes = codefaces.boxes(state(typing))
    return "".join(" " * b.apart + (b.sign or ("_" if b.next else ".")) for b in boxes)


def test_a_code_stands_in_two_halves() -> None:
    assert row(Typing()) == "_.. ..."
    assert row(Typing(code="K7M4")) == "K7M 4_."
    assert row(Typing(code="K7M4QX")) == "K7M 4QX"


def test_a_number_grows_past_three_digits() -> None:
    assert row(Typing(field="number")) == "_ ..."
    assert row(Typing(field="number", number="E042")) == "E 042"
    assert row(Typing(field="number", number="E1042")) == "E 1042"


def test_keys_that_cannot_come_next_are_not_useful() -> None:
    first = codefaces.keys(state(Typing(field="number")))
    assert {key.sign for key in first if not key.useful} == set("0123456789")
    then = codefaces.keys(state(Typing(field="number", number="E")))
    assert {key.sign for key in then if key.useful} == set("0123456789")
    assert [key.sign for key in first] == [key.sign for key in then], "keys keep their places"


def test_the_number_of_a_lost_ticket_is_read_back_beside_its_code() -> None:
    lost = Typing(lost=True, field="code", number="E042")
    assert codefaces.typing(state(lost, "ar")).number == "\u2066E\u00a0042\u2069"
    assert codefaces.typing(state(replace(lost, field="number"), "ar")).number == ""


def test_another_time_is_offered_only_where_it_can_be_booked() -> None:
    late = Answered("late", starts=(at("10:20"),), items=(Item("renew"),))
    assert [t.name for t in codefaces.other_times(state(late))] == ["start-10:20"]
    assert codefaces.answer(state(late)).another
    nameless = replace(late, items=())
    assert codefaces.other_times(state(nameless)) == ()
    assert not codefaces.answer(state(nameless)).another
