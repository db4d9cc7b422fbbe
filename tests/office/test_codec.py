"""Every fact goes to JSON and back; what is not known is said."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import codec
from office.day import events as ev
from office.errors import DamagedLog, UnknownEvent
from tests.office.day import small

OPENINGS = st.sampled_from(
    [
        ev.DayOpened(small.config(), small.plan(), small.ZONE),
        ev.DayOpened(small.sample().config, small.sample().plan(small.sample_date()), small.ZONE),
    ]
)
WORDS = st.dictionaries(st.sampled_from(["de", "en", "ar"]), st.text())
NOTICES = st.builds(ev.NoticePosted, words=WORDS)
FACTS: dict[type[ev.Fact], st.SearchStrategy[ev.Fact]] = {
    kind: {ev.DayOpened: OPENINGS, ev.NoticePosted: NOTICES}.get(kind, st.from_type(kind))
    for kind in get_args(ev.Fact)
}


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_every_fact_comes_back(kind: type[ev.Fact]) -> None:
    @given(FACTS[kind])
    def comes_back(fact: ev.Fact) -> None:
        name, version, data = codec.encode(fact)
        again = codec.decode(name, version, data)
        assert again == fact
        assert type(again) is kind

    comes_back()


def test_an_unknown_type_says_what_to_do() -> None:
    with pytest.raises(UnknownEvent, match=r"the log holds Teleported version 1.*newer Wartemarke"):
        codec.decode("Teleported", 1, "{}")


def test_a_newer_version_says_what_to_do() -> None:
    with pytest.raises(UnknownEvent, match=r"the log holds Called version 2.*newer Wartemarke"):
        codec.decode("Called", 2, '{"ticket": "t", "desk": "1"}')


@pytest.mark.parametrize("data", ["", "{}", "null", '{"ticket": 1}', '{"ticket": "t", "desk": '])
def test_what_cannot_be_read_is_damage(data: str) -> None:
    with pytest.raises(DamagedLog, match="Called cannot be read"):
        codec.decode("Called", 1, data)
