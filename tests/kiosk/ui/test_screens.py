"""Every screen in every language that is shipped: drawn, looked through, touched."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.events import (
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    Printed,
    PrintSlip,
)
from kiosk.measures import SMALLEST_TARGET
from kiosk.presence import live_url
from office.contract import CheckInRequest, Item, KioskView, Problem, RefusalCode, ServiceOffer
from printer.slip import halved
from tests.kiosk.conftest import MakeStage
from tests.kiosk.samples import (
    CLOSED,
    CREDENTIALS,
    DEPARTMENTS,
    EVACUATION,
    MESSAGE,
    NOT_RELEASED,
    NOTHING_FREE,
    NOTICES,
    NOW,
    SERVICES,
    TICKET,
    VIEW,
    at,
    notice,
)
from tests.kiosk.stage import Stage, middle

LANGUAGES = ("de", "en", "ar")
TARGET = SMALLEST_TARGET
"""At least the 72 pixels that are 20 mm on 24 inches."""


# ---- the screens -----------------------------------------------------------------------------


def choose(stage: Stage) -> None:
    stage.tap("service-renew")


def book(stage: Stage) -> None:
    choose(stage)
    stage.tap("start-10:20")


def take(stage: Stage) -> None:
    book(stage)
    key = next(effect.key for effect in stage.hands.effects if isinstance(effect, Book))
    stage.happen(Booked(key, TICKET))


def take_a_late_number(stage: Stage) -> None:
    book(stage)
    key = next(effect.key for effect in stage.hands.effects if isinstance(effect, Book))
    stage.happen(Booked(key, replace(TICKET, number="E1042", start=None, ahead=12)))


def print_as(outcome: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        take(stage)
        stage.happen(Printed(TICKET.id, outcome))  # type: ignore[arg-type]

    return scene


def refuse(stage: Stage) -> None:
    book(stage)
    key = next(effect.key for effect in stage.hands.effects if isinstance(effect, Book))
    stage.happen(
        BookingRefused(key, Problem("slot_taken", "taken", 409, next_starts=(at("10:40"),)))
    )


def give_up(stage: Stage) -> None:
    book(stage)
    key = next(effect.key for effect in stage.hands.effects if isinstance(effect, Book))
    stage.happen(BookingUnreachable(key))
    stage.wait(61)


def wait_for_the_office(stage: Stage) -> None:
    book(stage)
    stage.wait(5)


def choose_on_a_long_day(stage: Stage) -> None:
    stage.hear(long_day())
    choose(stage)


def ask(stage: Stage) -> None:
    choose(stage)
    stage.wait(52)


def open_queue(stage: Stage) -> None:
    stage.hear(replace(VIEW, services=(number_only(), *SERVICES[1:])))
    choose(stage)


def number_only() -> ServiceOffer:
    return replace(SERVICES[0], timed=False, starts=(), free=12)


def run_out(stage: Stage) -> None:
    choose(stage)
    stage.hear(replace(VIEW, services=(replace(SERVICES[0], starts=(), free=0), *SERVICES[1:])))


def have_number(stage: Stage) -> None:
    stage.tap("have-number")


def type_in(stage: Stage, text: str) -> None:
    for sign in text:
        stage.tap(f"key-{sign}", pause=0.6)


def type_half(stage: Stage) -> None:
    have_number(stage)
    type_in(stage, TICKET.code[:4])


def send_code(stage: Stage) -> None:
    have_number(stage)
    type_in(stage, TICKET.code)
    stage.tap("key-ok")


def send_lost(stage: Stage) -> None:
    type_lost(stage)
    type_in(stage, TICKET.code)
    stage.tap("key-ok")


def lose_ticket(stage: Stage) -> None:
    have_number(stage)
    stage.tap("lost-ticket")


def type_lost(stage: Stage) -> None:
    lose_ticket(stage)
    type_in(stage, TICKET.number)
    stage.tap("key-ok")


def asked(stage: Stage) -> CheckIn:
    found = [effect for effect in stage.hands.effects if isinstance(effect, CheckIn)]
    return found[-1]


def check_in(**other: Any) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        send_code(stage)
        stage.happen(CheckedIn(asked(stage).key, replace(TICKET, **other)))

    return scene


def find(**other: Any) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        send_lost(stage)
        stage.happen(CheckedIn(asked(stage).key, replace(TICKET, **other)))

    return scene


def answer(code: RefusalCode, **other: Any) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        send_code(stage)
        stage.happen(CheckInRefused(asked(stage).key, Problem(code, "no", 409, **other)))

    return scene


AGAIN = {
    "next_starts": (at("10:20"), at("10:40"), at("10:45")),
    "items": (Item("renew", 2),),
}
MANY = tuple(
    notice(kind, {tag: f"{text} {text}" for tag, text in MESSAGE.items()})
    for kind in ("closing_early", "long_wait", "message")
)
SCENES: dict[str, Callable[[Stage], object]] = {
    "welcome": lambda stage: None,
    "welcome-number": lambda stage: stage.hear(
        replace(VIEW, services=(number_only(), *SERVICES[1:4]))
    ),
    "welcome-many": lambda stage: stage.hear(many()),
    "welcome-gave-up": give_up,
    "times": choose,
    "times-full": choose_on_a_long_day,
    "times-taken": refuse,
    "times-none": run_out,
    "times-number": open_queue,
    "booking": book,
    "booking-slow": wait_for_the_office,
    "ticket-printing": take,
    "ticket-late-number": take_a_late_number,
    "ticket-printed": print_as("printed"),
    "ticket-unconfirmed": print_as("unconfirmed"),
    "ticket-no-paper": print_as("failed"),
    "still-there": ask,
    "code": have_number,
    "code-half": type_half,
    "code-unknown": answer("unknown_code"),
    "lost-number": lose_ticket,
    "lost-code": type_lost,
    "checking": send_code,
    "checked-in": check_in(start=at("10:00")),
    "checked-in-late": check_in(start=at("9:20")),
    "checked-in-number": check_in(start=None, number="A1007", ahead=14),
    "found-booked": find(state="booked"),
    "found-called": find(state="called"),
    "found-missed": find(state="missed"),
    "found-over": find(state="done"),
    "answer-early": answer("too_early", next_chance=at("10:05")),
    "answer-late": answer("too_late", **AGAIN),
    "answer-late-full": answer("too_late"),
    "answer-here": answer("already_here"),
    "answer-other-day": answer("wrong_date"),
    "answer-over": answer("wrong_state"),
    "answer-too-many": answer("too_many"),
    "notice": lambda stage: stage.hear(replace(NOTICES, notices=NOTICES.notices[:1])),
    "notices": lambda stage: stage.hear(NOTICES),
    "notices-code": lambda stage: [stage.hear(NOTICES), answer("unknown_code")(stage)],
    "notices-many": lambda stage: [
        stage.hear(replace(VIEW, notices=MANY)),
        answer("unknown_code")(stage),
    ],
    "notices-closed": lambda stage: stage.hear(replace(NOTICES, state="closed")),
    "notices-ticket": lambda stage: [stage.hear(NOTICES), find(state="booked")(stage)],
    "notices-times": lambda stage: [stage.hear(NOTICES), choose(stage)],
    "evacuation": lambda stage: stage.hear(EVACUATION),
    "nothing-free": lambda stage: stage.hear(NOTHING_FREE),
    "not-released": lambda stage: stage.hear(NOT_RELEASED),
    "closed": lambda stage: stage.hear(CLOSED),
    "closed-big-house": lambda stage: stage.hear(replace(CLOSED, departments=DEPARTMENTS * 5)),
    "unreachable": lambda stage: stage.lose(),
    "out-of-service": lambda stage: stage.kiosk.failed(),
}


def many() -> KioskView:
    more = tuple(replace(each, id=f"{each.id}-2") for each in SERVICES)
    return replace(VIEW, services=(*SERVICES, *more))


def long_day() -> KioskView:
    clocks = [at(f"{hour}:{minute:02}") for hour in range(10, 18) for minute in range(0, 60, 10)]
    return replace(VIEW, services=(replace(SERVICES[0], starts=tuple(clocks)), *SERVICES[1:]))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def stage_in(make_stage: MakeStage, language: str) -> Stage:
    stage = make_stage()
    if language != "de":
        stage.tap(f"language-{language}")
    return stage


@pytest.mark.parametrize("scene", SCENES)
def test_every_screen_is_whole_and_can_be_touched(
    make_stage: MakeStage, language: str, scene: str
) -> None:
    stage = stage_in(make_stage, language)
    SCENES[scene](stage)
    stage.picture(f"{scene}-{language}")
    assert list(cut_texts(stage)) == []
    assert list(small_targets(stage)) == []
    assert not [text for text in stage.texts() if "%" in text], "a placeholder was left"


@pytest.mark.parametrize("size", [(540, 960), (2160, 3840), (1920, 1080)])
@pytest.mark.parametrize(
    "scene",
    [
        *("welcome", "times-full", "ticket-unconfirmed", "closed-big-house"),
        *("code-unknown", "notices-ticket", "evacuation"),
    ],
)
def test_other_screens_show_it_whole_too(
    make_stage: MakeStage, language: str, scene: str, size: tuple[int, int]
) -> None:
    stage = make_stage()
    stage.window.resize(*size)
    if language != "de":
        stage.tap(f"language-{language}")
    SCENES[scene](stage)
    stage.window.grabWindow()
    assert list(cut_texts(stage)) == []


def test_the_first_picture_needs_no_office(make_stage: MakeStage) -> None:
    stage = make_stage(view=None)
    stage.picture("starting-de")
    assert list(cut_texts(stage)) == []
    stage.lose()
    stage.picture("unreachable-at-start-de")
    assert "Zurzeit keine Verbindung" in stage.texts()


def cut_texts(stage: Stage) -> Iterator[str]:
    """Texts that are clipped, elided, or stick out of the card, button or screen around them."""
    window = QRectF(0, 0, stage.window.width(), stage.window.height())
    for item in stage.items():
        if not item.inherits("QQuickText") or not item.property("text"):
            continue
        wide = item.property("contentWidth") > item.width() + 1
        high = item.property("contentHeight") > item.height() + 1
        if item.property("truncated") or wide or high:
            yield f"too large for its place: {item.property('text')!r}"
        # Where its place is, without the nudge that brings its line to the middle of it.
        place = QRectF(item.x(), item.y(), item.width(), item.height())
        box = item.parentItem().mapRectToScene(place)
        for around in [window, *frames(item)]:
            if not around.adjusted(-1, -1, 1, 1).contains(box):
                yield f"sticks out: {item.property('text')!r} {box} of {around}"


def frames(item: QQuickItem) -> Iterator[QRectF]:
    parent = item.parentItem()
    while parent is not None:
        if parent.inherits("QQuickAbstractButton") or parent.inherits("QQuickRectangle"):
            yield parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height()))
        if parent.objectName() == "screen":
            yield parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height()))
        parent = parent.parentItem()


def small_targets(stage: Stage) -> Iterator[str]:
    for item in stage.items():
        if item.inherits("QQuickAbstractButton") and min(item.width(), item.height()) < TARGET:
            yield f"{item.objectName()}: {item.width()} × {item.height()}"


# ---- the live code ---------------------------------------------------------------------------


def codes(picture: Path) -> list[str]:
    with Image.open(picture) as image:
        return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


def test_the_live_code_in_the_picture_is_the_offices_address(make_stage: MakeStage) -> None:
    stage = make_stage()
    expected = live_url(CREDENTIALS, VIEW.public_url, NOW.timestamp())
    assert codes(stage.picture("welcome-de")) == [expected]


def test_the_live_code_turns_with_the_offices_clock_also_when_the_office_is_away(
    make_stage: MakeStage,
) -> None:
    stage = make_stage()
    stage.lose()
    seen = []
    for _ in range(3):
        seen += codes(stage.picture("turning"))
        stage.wait(30)
    urls = [live_url(CREDENTIALS, VIEW.public_url, NOW.timestamp() + 30 * n) for n in range(3)]
    assert seen == urls
    assert len(set(urls)) == 3


def test_the_live_code_is_made_of_whole_pixels_black_and_white(make_stage: MakeStage) -> None:
    stage = make_stage()
    code = stage.item("live-code-modules")
    box = code.mapRectToScene(QRectF(0, 0, code.width(), code.height())).toRect()
    with Image.open(stage.picture("welcome-de")) as image:
        tile = image.convert("RGB").crop((box.left(), box.top(), box.right(), box.bottom()))
    colours = {colour for _, colour in tile.getcolors(1000) or ()}
    assert colours == {(0, 0, 0), (255, 255, 255)}
    row = [tile.getpixel((x, 4 * 11 + 5)) == (0, 0, 0) for x in range(tile.width)]
    assert row[44:121] == [True] * 77, "the finder pattern is seven modules of eleven pixels"
    assert not any(row[:44])


def test_the_tickets_code_is_its_page(make_stage: MakeStage) -> None:
    stage = make_stage()
    print_as("failed")(stage)
    assert codes(stage.picture("ticket-no-paper-de")) == [TICKET.url]


def test_the_address_stands_beside_the_code_in_plain_text(make_stage: MakeStage) -> None:
    assert "127.0.0.1:8800" in make_stage().texts()


# ---- touch -----------------------------------------------------------------------------------


def booked(stage: Stage) -> int:
    return sum(isinstance(effect, Book) for effect in stage.hands.effects)


def test_twenty_clicks_in_two_seconds_are_one_booking(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    spot = middle(stage.item("start-10:20"))
    stage.clock.now += 1
    for _ in range(20):
        stage.clock.now += 0.1
        QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=spot)
    assert booked(stage) == 1


def test_a_finger_that_slides_off_takes_nothing(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    stage.clock.now += 1
    chip = stage.item("start-10:20")
    spot = middle(chip)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(stage.window, left, pos=spot)
    assert chip.property("pressed")
    stage.picture("pressed-de")
    QTest.mouseMove(stage.window, spot + QPoint(0, 300))
    QTest.mouseRelease(stage.window, left, pos=spot + QPoint(0, 300))
    assert booked(stage) == 0


def test_it_acts_when_the_finger_leaves_not_when_it_comes(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    stage.clock.now += 1
    spot = middle(stage.item("start-10:20"))
    QTest.mousePress(stage.window, Qt.MouseButton.LeftButton, pos=spot)
    assert booked(stage) == 0
    QTest.mouseRelease(stage.window, Qt.MouseButton.LeftButton, pos=spot)
    assert booked(stage) == 1


def test_a_service_without_free_times_is_no_button(make_stage: MakeStage) -> None:
    stage = make_stage()
    assert not stage.item("service-letter").isEnabled()
    stage.tap("service-letter")
    assert stage.screen == "welcome"


def test_keys_walk_to_a_service_and_take_it_with_a_visible_focus(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.window.requestActivate()
    QTest.qWaitForWindowActive(stage.window)
    for _ in range(2):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
    focused = stage.window.activeFocusItem()
    assert focused.objectName() == "service-renew"
    assert focused.property("visualFocus")
    stage.picture("focus-de")
    stage.clock.now += 1
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    assert stage.screen == "times"


def test_any_touch_on_the_panel_means_i_am_here(make_stage: MakeStage) -> None:
    stage = make_stage()
    ask(stage)
    assert stage.has("more-time")
    stage.clock.now += 1
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(60, 1800))
    assert not stage.has("more-time")
    assert stage.language.tag == "de"
    assert stage.screen == "times"


def test_a_finger_beside_the_buttons_is_a_sign_of_life(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    stage.wait(40)
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(540, 190))
    stage.wait(40)
    assert not stage.has("more-time")
    assert stage.screen == "times"


def test_seven_services_with_long_names_need_no_second_page(
    make_stage: MakeStage, language: str
) -> None:
    stage = stage_in(make_stage, language)
    long_names = {tag: max((s.name[tag] for s in SERVICES), key=len) for tag in LANGUAGES}
    services = tuple(replace(each, name=long_names) for each in SERVICES)
    stage.hear(replace(VIEW, services=services))
    stage.picture(f"welcome-long-{language}")
    assert not stage.has("page-down")
    assert list(cut_texts(stage)) == []


def test_more_times_than_fit_are_reached_by_turning_pages(make_stage: MakeStage) -> None:
    stage = make_stage()
    SCENES["welcome-many"](stage)
    seen = {name for name in names(stage) if name.startswith("service-")}
    for _ in range(3):
        if stage.has("page-down"):
            stage.tap("page-down")
            seen |= {name for name in names(stage) if name.startswith("service-")}
    every = {f"service-{each.id}" for each in SERVICES}
    assert every | {f"{name}-2" for name in every} <= seen
    stage.tap("page-up")
    assert stage.has("page-down")


def names(stage: Stage) -> list[str]:
    return [item.objectName() for item in stage.items()]


# ---- a number and its code -------------------------------------------------------------------


def test_a_code_is_typed_by_fingers_and_sent_once(make_stage: MakeStage) -> None:
    stage = make_stage()
    have_number(stage)
    stage.clock.now += 1
    for sign in TICKET.code:
        stage.tap(f"key-{sign}", pause=0.15)
    stage.tap("key-ok", pause=0.15)
    asks = [effect for effect in stage.hands.effects if isinstance(effect, CheckIn)]
    assert [ask.request for ask in asks] == [CheckInRequest(TICKET.code)]
    assert stage.screen == "checking"


def test_a_key_shows_the_press_and_types_when_the_finger_leaves(make_stage: MakeStage) -> None:
    stage = make_stage()
    have_number(stage)
    stage.clock.now += 1
    key = stage.item("key-K")
    QTest.mousePress(stage.window, Qt.MouseButton.LeftButton, pos=middle(key))
    assert key.property("pressed")
    stage.picture("key-pressed-de")
    assert "K" not in typed_in(stage)
    QTest.mouseRelease(stage.window, Qt.MouseButton.LeftButton, pos=middle(key))
    assert "K" in typed_in(stage)
    stage.tap("key-delete")
    assert "K" not in typed_in(stage)


def typed_in(stage: Stage) -> list[str]:
    place = stage.item("typed").mapRectToScene(stage.item("typed").boundingRect())
    return [
        item.property("text")
        for item in stage.items()
        if item.property("text") and place.contains(item.mapToScene(QPointF(0, 0)))
    ]


def test_ok_waits_for_a_whole_code(make_stage: MakeStage) -> None:
    stage = make_stage()
    type_half(stage)
    assert not stage.item("key-ok").isEnabled()
    type_in(stage, TICKET.code[4:])
    assert stage.item("key-ok").isEnabled()


def test_the_keypad_keeps_its_order_in_arabic(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.tap("language-ar")
    have_number(stage)
    assert left_of(stage, "key-A") < left_of(stage, "key-C")
    assert left_of(stage, "back") > 540, "the rest is mirrored"


def test_keys_reach_the_keypad_and_keep_their_place_on_it(make_stage: MakeStage) -> None:
    stage = make_stage()
    have_number(stage)
    stage.window.requestActivate()
    QTest.qWaitForWindowActive(stage.window)
    for _ in range(3):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
    focused = stage.window.activeFocusItem()
    assert focused.property("visualFocus")
    name = focused.objectName()
    stage.picture("key-focus-de")
    stage.clock.now += 1
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    assert name.removeprefix("key-") in typed_in(stage)
    assert stage.window.activeFocusItem().objectName() == name


def test_too_late_is_one_touch_from_another_time(make_stage: MakeStage) -> None:
    stage = make_stage()
    answer("too_late", **AGAIN)(stage)
    stage.tap("start-10:40")
    (book,) = [effect for effect in stage.hands.effects if isinstance(effect, Book)]
    assert (book.request.start, book.request.items) == (at("10:40"), (Item("renew", 2),))


def test_a_found_ticket_is_printed_when_asked_for(make_stage: MakeStage) -> None:
    stage = make_stage()
    find()(stage)
    assert codes(stage.picture("found-de")) == [TICKET.url]
    assert not [effect for effect in stage.hands.effects if isinstance(effect, PrintSlip)]
    stage.tap("print")
    assert [effect for effect in stage.hands.effects if isinstance(effect, PrintSlip)]
    assert not stage.has("print")


def test_only_who_is_not_here_is_told_to_check_in(make_stage: MakeStage) -> None:
    stage = make_stage()
    find(state="booked")(stage)
    assert "noch nicht angemeldet" in str(stage.item("kept-words").property("text"))
    stage.tap("here")
    stage.happen(CheckedIn(asked(stage).key, TICKET))
    assert "noch nicht angemeldet" not in str(stage.item("kept-words").property("text"))
    assert not stage.has("here")


def test_nothing_that_was_typed_remains(make_stage: MakeStage) -> None:
    stage = make_stage()
    type_lost(stage)
    type_in(stage, TICKET.code[:5])
    stage.wait(75)
    assert stage.screen == "welcome"
    everything = " ".join(stage.texts()) + stage.kiosk.stateJson + repr(stage.kiosk.state)
    for secret in (TICKET.number, TICKET.code[:5], "E\u00a0042"):
        assert secret not in everything
    have_number(stage)
    assert typed_in(stage) == []


# ---- notices ---------------------------------------------------------------------------------


def test_a_notice_stands_below_the_head_and_goes_when_it_ends(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.hear(NOTICES)
    assert [str(i.property("text")) for i in stage.items() if i.objectName() == "notice-words"] == [
        "Heute schließen wir früher als sonst.",
        MESSAGE["de"],
    ]
    band = stage.item("notices")
    bottom = band.mapToScene(QPointF(0, band.height())).y()
    assert bottom <= stage.item("screen").mapToScene(QPointF(0, 0)).y()
    stage.tap("language-ar")
    assert MESSAGE["ar"] in stage.texts()
    stage.hear(VIEW)
    assert not stage.has("notices")


def test_one_notice_takes_no_service_from_the_first_page(
    make_stage: MakeStage, language: str
) -> None:
    stage = stage_in(make_stage, language)
    stage.hear(replace(NOTICES, notices=NOTICES.notices[:1]))
    stage.picture(f"notice-{language}")
    assert not stage.has("page-down")


def test_the_order_to_leave_is_all_there_is_and_nothing_can_be_touched(
    make_stage: MakeStage,
) -> None:
    stage = make_stage()
    print_as("printed")(stage)
    stage.hear(EVACUATION)
    assert stage.texts() == [
        "Bitte verlassen Sie jetzt das Gebäude",
        "Please leave the building now",
        "يُرجى مغادرة المبنى الآن",
    ]
    assert stage.has("exit-sign")
    effects = len(stage.hands.effects)
    stage.clock.now += 1
    for y in range(50, 1900, 100):
        QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(540, y))
        stage.clock.now += 1
    assert len(stage.hands.effects) == effects
    stage.wait(120)
    stage.hear(VIEW)
    assert stage.item("number").property("text") == "E\u00a0042"
    stage.tap("done")
    assert stage.screen == "welcome"


def test_the_order_to_leave_is_shown_even_when_the_program_failed(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.kiosk.failed()
    stage.hear(EVACUATION)
    assert stage.has("evacuation")
    stage.hear(VIEW)
    assert stage.screen == "out_of_service"


# ---- the world changes -----------------------------------------------------------------------


def test_a_start_that_somebody_else_took_disappears_while_choosing(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    assert stage.has("start-10:20")
    left = replace(SERVICES[0], starts=SERVICES[0].starts[1:])
    stage.hear(replace(VIEW, services=(left, *SERVICES[1:])))
    assert not stage.has("start-10:20")
    assert stage.has("start-10:40")


def test_a_lost_office_is_said_and_back_without_a_touch(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.lose()
    assert "Zurzeit keine Verbindung" in stage.texts()
    assert not stage.has("service-renew")
    stage.hear(VIEW)
    assert stage.has("service-renew")


def test_the_clock_runs_on_without_the_office(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.lose()
    stage.wait(120)
    assert stage.item("clock").property("text") == "9:43"


def test_nothing_of_the_last_visitor_remains(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.tap("language-ar")
    print_as("printed")(stage)
    stage.wait(15)
    assert stage.screen == "welcome"
    assert stage.language.tag == "de"
    assert "Heute noch frei" in stage.texts()
    everything = " ".join(stage.texts()) + stage.kiosk.stateJson + repr(stage.kiosk.state)
    for secret in (TICKET.number, "E\u00a0042", TICKET.code, halved(TICKET.code), TICKET.secret):
        assert secret not in everything


# ---- right to left ---------------------------------------------------------------------------


def left_of(stage: Stage, name: str) -> float:
    return stage.item(name).mapToScene(middle(stage.item(name)).toPointF() * 0).x()


def test_arabic_is_mirrored_from_the_first_screen(make_stage: MakeStage) -> None:
    stage = make_stage()
    assert left_of(stage, "language-de") < left_of(stage, "language-ar")
    stage.tap("language-ar")
    assert left_of(stage, "language-ar") < left_of(stage, "language-de")
    code, host = left_of(stage, "live-code"), left_of(stage, "live-host")
    assert host < code, "the code stands where reading begins"
    choose(stage)
    assert left_of(stage, "start-10:40") < left_of(stage, "start-10:20")


def test_a_number_keeps_its_order_in_arabic(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.tap("language-ar")
    take(stage)
    assert stage.item("number").property("text") == "\u2066E\u00a0042\u2069"
    assert left_of(stage, "ticket-code") > left_of(stage, "check-in-code")


def test_a_language_can_be_chosen_on_every_screen(make_stage: MakeStage) -> None:
    stage = make_stage()
    choose(stage)
    stage.tap("language-en")
    assert stage.screen == "times"
    assert "Choose a time for today" in stage.texts()
