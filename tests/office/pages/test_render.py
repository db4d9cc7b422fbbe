"""Every page in every language: whole, translated, the right way round, and nothing runs in it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assets.catalogue import Catalogue
from deploy.i18n import sources
from office.pages.render import Pages
from tests.office.pages import drawn
from tests.office.pages import samples as s

ROOT = Path(__file__).parents[3]
VOID = {"meta", "link", "input", "br", "img"}
INLINE = re.compile(r"^(on|style$)")


class Reader(HTMLParser):
    """Reads a page strictly: every tag closed in its order, no inline code, no id twice."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids)), "an id twice"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        assert not [name for name in facts if INLINE.match(name)], f"inline code in <{tag}>"
        self.tags.append((tag, facts))
        if "id" in facts:
            self.ids.append(str(facts["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            assert not data.strip(), "inline code"
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [facts for name, facts in self.tags if name == tag]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(s.LANGUAGES)


@pytest.mark.parametrize("language", s.LANGUAGES)
@pytest.mark.parametrize("name", drawn.ALL)
def test_page_is_whole_in_each_language(pages: Pages, name: str, language: str) -> None:
    html = drawn.ALL[name](pages, language)
    page = Reader(html)
    root = page.named("html")[0]
    assert root == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert "".join(page.text).strip()
    assert "None" not in "".join(page.text)
    assert len(html.encode()) < 100_000
    assert len(page.named("h1")) == 1


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_text_of_the_pages_is_translated(language: str) -> None:
    texts = sources.collect(ROOT)
    ours = [m for m, text in texts.items() if any("office/pages/" in w for w in text.where)]
    assert len(ours) > 100
    catalogue = Catalogue.load(language)
    same = {msgid for msgid in ours if catalogue.gettext(msgid) == msgid}
    assert same - {"%(weekday)s, %(day)s"} == set()


@pytest.mark.parametrize("language", s.LANGUAGES)
@pytest.mark.parametrize("name", drawn.hostile_pages())
def test_names_cannot_run_in_a_page(pages: Pages, name: str, language: str) -> None:
    html = drawn.hostile_pages()[name](pages, language)
    scripts = [facts.get("src", "") for facts in Reader(html).named("script")]
    assert all(str(src).startswith("/static/") for src in scripts)
    assert "<script>alert" not in html
    assert drawn.HOSTILE in "".join(Reader(html).text)


@pytest.mark.parametrize("name", drawn.PHONE)
def test_nothing_is_loaded_from_elsewhere(pages: Pages, name: str) -> None:
    html = drawn.PHONE[name](pages, "de")
    for _, facts in Reader(html).tags:
        for key in ("src", "href", "action"):
            assert str(facts.get(key, "/")).startswith(("/", "#", "data:image/")), facts


@pytest.mark.parametrize("name", ["services", "confirm", "ticket-waiting", "notice-not_found"])
def test_phone_pages_say_where_one_is_and_that_it_is_free(pages: Pages, name: str) -> None:
    text = " ".join(Reader(drawn.PHONE[name](pages, "de")).text)
    assert "t.kreis-unna.example" in text
    assert "Kostenlos. Wir fragen nie nach Geld." in text


def test_every_form_that_changes_something_carries_key_and_token(pages: Pages) -> None:
    for name, draw in drawn.ALL.items():
        page = Reader(draw(pages, "de"))
        posts = [f for f in page.named("form") if "sign-in" not in str(f["action"])]
        assert all(form["method"] == "post" for form in posts)
        values = [(f.get("name"), f.get("value")) for f in page.named("input")]
        assert values.count(("csrf", "csrf-token")) == len(posts), name
        assert values.count(("key", "0123456789abcdef")) == len(posts), name


def test_numbers_times_and_rooms_are_isolated_in_arabic(pages: Pages) -> None:
    html = drawn.PHONE["ticket-called"](pages, "ar")
    assert '<bdi class="number">E 042</bdi>' in html
    assert "<bdi>10:20</bdi>" in html
    assert "<bdi>1.04</bdi>" in html
    assert not re.search("[٠-٩]", html)


def test_a_name_missing_in_the_language_is_shown_in_the_offices_own(pages: Pages) -> None:
    html = drawn.PHONE["services"](pages, "ar")
    assert '<bdi lang="de">Duldung und Gestattung</bdi>' in html


def test_a_chosen_language_stays_in_links_and_forms(pages: Pages) -> None:
    view, renew = s.kiosk_view(), s.OFFERS[0]
    visit = s.visit("ar", chosen=True)
    confirm = Reader(pages.confirm(visit, view, renew, s.at(10, 20)))
    assert confirm.named("form")[0]["action"] == "/b/kreis-unna/tickets?lang=ar"
    links = [str(f["href"]) for f in Reader(pages.booking(visit, view)).named("a")]
    to_times = [link for link in links if "service=renew" in link]
    assert to_times
    assert all("lang=ar" in link for link in to_times)


def test_the_called_ticket_says_where_to_go(pages: Pages) -> None:
    live = Reader(drawn.PHONE["ticket-called"](pages, "de"))
    text = " ".join(" ".join(live.text).split())
    assert "Bitte kommen Sie zu Schalter 4 Raum 1.04 · 1. Etage" in text
    (facts,) = [f for t, f in live.tags if f.get("id") == "live"]
    assert facts["data-alert"] == "88"
    assert facts["data-title"] == "▶ E 042 → Schalter 4"


TOOLS = {"pause", "emergency", "check-in-idE043"}
HAND_ON = {
    "park", "send-back-front", "send-back-kept", "send-back-later", "send-back-end", "transfer",
    "remark",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "buttons"),
    [
        ("desk-free", {"call-next", *(f"call-{t.id}" for t in s.WAITING), *TOOLS}),
        ("desk-called", {"start", "recall", "missed", *HAND_ON, *TOOLS}),
        ("desk-serving", {"finish", "finish-done", *HAND_ON, *TOOLS}),
        ("desk-empty", {"call-next", "pause", "emergency"}),
        ("desk-paused", {"resume", "emergency", "check-in-idE043"}),
        ("desk-paused-serving", {
            "finish", "finish-done", "resume", "emergency", "check-in-idE043", *HAND_ON,
        }),
        ("desk-own-emergency", {
            "call-next", "emergency-end-n-emergency", *TOOLS,
            *(f"call-{t.id}" for t in s.WAITING),
        }),
        ("desk-emergency", {
            "finish", "finish-done", "coming-n-emergency", "emergency-end-n-emergency",
            *HAND_ON, *TOOLS,
        }),
        ("desk-called-everything", {
            "start", "recall", "missed", "undo", "unpark-idA024", "return-idK006",
            *HAND_ON, *TOOLS,
        }),
        ("ticket-booked-present", {"check-in", "cancel"}),
        ("ticket-early-present", {"cancel"}),
        ("ticket-late-present", {"check-in", "cancel"}),
        ("ticket-missed-present", {"check-in"}),
        ("ticket-missed-twice-present", set()),
        ("ticket-missed", set()),
        ("ticket-held", {"book", "other-time"}),
        ("ticket-hold-ended", set()),
        ("ticket-tomorrow", {"cancel"}),
        ("ticket-yesterday", set()),
        ("ticket-booked", {"cancel"}),
        ("ticket-waiting", {"cancel"}),
        ("ticket-called", set()),
        ("ticket-parked", set()),
        ("ticket-evacuation", set()),
        ("confirm", {"book"}),
        ("house", {
            "post-closing_early", "post-long_wait", "post-message", "post-evacuation", "close-day",
        }),
        ("house-busy", {
            "end-n-evacuation", "end-n-long_wait", "end-n-message", "post-closing_early",
            "post-message", "release", "close-day",
        }),
    ],
)  # fmt: skip
def test_only_buttons_that_work_now(pages: Pages, name: str, buttons: set[str]) -> None:
    page = Reader(drawn.ALL[name](pages, "en"))
    assert {str(f["id"]) for f in page.named("button")} - {"sign-out"} == buttons


def test_a_ticket_that_nobody_has_seen_is_flagged(pages: Pages) -> None:
    flag = "The slip did not come out"
    assert flag in drawn.STAFF["desk-everything"](pages, "en")
    assert flag not in drawn.STAFF["desk-free"](pages, "en")


def test_a_refused_call_says_when_somebody_is_due(pages: Pages) -> None:
    html = drawn.STAFF["desk-refused"](pages, "de")
    text = " ".join(" ".join(Reader(html).text).split())
    assert "Noch ist niemand an der Reihe. Die nächste Nummer ist um 10:20 Uhr dran." in text


@pytest.mark.parametrize("state", ["done", "cancelled", "expired", "yesterday", "tomorrow"])
def test_a_finished_ticket_follows_nothing(pages: Pages, state: str) -> None:
    assert not Reader(drawn.PHONE[f"ticket-{state}"](pages, "de")).named("script")
    assert Reader(drawn.PHONE["ticket-waiting"](pages, "de")).named("script")


@pytest.mark.parametrize("end", ["tomorrow", "voucher"])
def test_who_is_not_called_any_more_is_not_told_to_wait(pages: Pages, end: str) -> None:
    html = drawn.PHONE[f"ticket-closing-{end}"](pages, "en")
    text = " ".join(" ".join(Reader(html).text).split())
    assert '<p class="figure">' not in html
    assert "You cannot be served any more today." in text
    assert 'id="move"' not in html
    assert '<p class="figure">' in drawn.PHONE["ticket-closing-served"](pages, "en")


def test_the_live_part_is_the_same_as_in_the_page(pages: Pages) -> None:
    view = s.ticket_view("waiting")
    visit = s.visit("de")
    part = pages.ticket(visit, view, s.SECRET, service="renew", part=True)
    assert part in pages.ticket(visit, view, s.SECRET, service="renew")
    desk_part = pages.desk(visit, s.desk_view(), part=True)
    assert desk_part in pages.desk(visit, s.desk_view())
