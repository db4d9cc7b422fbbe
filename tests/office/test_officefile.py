"""An office file is read into the day's facts, and what does not fit together is told by line."""

from datetime import date
from pathlib import Path

import pytest

from office.contract import DeskFacts, OfficeFacts
from office.day.config import Queue, Rules, Service
from office.officefile import load_office
from settings import SettingsError

NIGHT = Path(__file__).parent / "data" / "night.toml"


def test_the_facts_are_those_of_the_file() -> None:
    office = load_office(NIGHT)
    config = office.config
    assert config.office == OfficeFacts(
        id="night",
        name={"de": "Nachtschalter", "en": "Night desk"},
        short="N",
        address="Am Bahnhof 1",
        zone="Europe/Berlin",
        languages=("de", "en"),
        wait_at={"de": "Halle", "en": "Hall"},
    )
    assert config.rules == Rules(grid_minutes=5, lead_minutes=0, early_call_minutes=10)
    assert config.queues[1] == Queue("bag", "B", "open", True, {"de": "Gepäck", "en": "Luggage"})
    assert config.services[2] == Service(
        id="talk",
        queue="talk",
        name={"de": "Beratung", "en": "Advice"},
        hint={"de": "Mit Termin", "en": "By appointment"},
        bring=({"de": "Ausweis", "en": "Identity card"},),
        icon="advice",
        minutes=30,
        print_name=False,
    )
    floor = {"de": "Erdgeschoss", "en": "Ground floor"}
    assert config.desks[1] == DeskFacts(
        "2", "2", {"de": "Schalter 2", "en": "Desk 2"}, "2", floor, "right"
    )
    assert not config.departments
    assert not config.places
    assert office.public_url == "http://127.0.0.1:8800"


def test_words_left_out_are_empty_in_every_language() -> None:
    assert load_office(NIGHT).config.services[0].hint == {"de": "", "en": ""}


MISTAKES = {
    "unknown queue": (
        'queue = "help"',
        'queue = "hepl"',
        'service#1.queue: there is no queue "hepl"; did you mean "help"?',
    ),
    "unknown service at a desk": (
        'services = ["ask", "collect", "talk"]',
        'services = ["ask", "colect", "collect", "talk"]',
        'desk#1.services#2: there is no service "colect"; did you mean "collect"?',
    ),
    "nothing like it": (
        'queue = "help"',
        'queue = "xyz"',
        'service#1.queue: there is no queue "xyz"; there are "help", "bag", "talk"',
    ),
    "service twice at a desk": (
        'services = ["ask", "collect", "talk"]',
        'services = ["ask", "collect", "talk", "ask"]',
        'desk#1.services#4: "ask" twice',
    ),
    "desk without services": (
        'services = ["talk"]',
        "services = []",
        "desk#2.services: a desk serves at least one service",
    ),
    "service without desk": (
        'services = ["ask", "collect", "talk"]',
        'services = ["ask", "talk"]',
        'service#2.id: no desk serves "collect"',
    ),
    "desk without shifts": (
        'services = ["ask", "collect", "talk"]',
        'services = ["ask", "collect", "talk"]\nshifts = []',
        (
            "desk#1.shifts: this desk never works; leave out `shifts` for a desk that works"
            " whenever the office is open"
        ),
    ),
    "shift outside the hours": (
        'spans = ["22:00-24:00"]',
        'spans = ["19:30-24:00"]',
        (
            'desk#2.shifts#1.spans#1: "19:30-24:00" is outside the opening hours of saturday,'
            " 20:00-24:00"
        ),
    ),
    "shift on a closed weekday": (
        'days = ["saturday"]',
        'days = ["saturday", "friday"]',
        "desk#2.shifts#1.days#2: the office is closed on friday",
    ),
    "two shifts on a weekday": (
        'days = ["saturday"]',
        'days = ["saturday", "sunday"]',
        "desk#2.shifts: sunday twice; write all its spans in one shift",
    ),
    "unknown weekday in a shift": (
        'days = ["saturday"]',
        'days = ["Samstag"]',
        (
            'desk#2.shifts#1.days#1: must be one of "monday", "tuesday", "wednesday", "thursday",'
            ' "friday", "saturday", "sunday", is "Samstag"'
        ),
    ),
    "unknown weekday in the hours": (
        "saturday = [",
        "satturday = [",
        'hours.satturday: is not a known key; did you mean "saturday"?',
    ),
    "no opening at all": (
        (
            'saturday = ["20:00-24:00"]\nsunday = ["00:00-06:00", "22:00-24:00"]\n'
            'monday = ["00:00-02:00"]\n'
        ),
        "\n\n\n",
        "hours: the office never opens; name hours for at least one weekday",
    ),
    "reversed hours": (
        '"20:00-24:00"',
        '"20:00-04:00"',
        (
            'hours.saturday#1: "20:00-04:00" ends before it begins; past midnight, write'
            " until 24:00 and go on next day"
        ),
    ),
    "overlapping hours": (
        '"22:00-24:00"]\nmonday',
        '"05:30-07:00"]\nmonday',
        'hours.sunday#2: "05:30-07:00" overlaps with "00:00-06:00"',
    ),
    "overlapping shift": (
        '"02:30-04:00"',
        '"02:00-04:00"',
        'desk#2.shifts#2.spans#2: "02:00-04:00" overlaps with "00:00-02:30"',
    ),
    "not a span": (
        '"20:00-24:00"',
        '"8pm to midnight"',
        'hours.saturday#1: must be from-to such as "08:00-12:00", is "8pm to midnight"',
    ),
    "impossible closing": (
        '"20:00-24:00"',
        '"20:00-24:30"',
        'hours.saturday#1: must be from-to such as "08:00-12:00", is "20:00-24:30"',
    ),
    "release after closing": (
        'release_at = "00:00"',
        'release_at = "07:30"',
        "rules.release_at: 07:30 is not before the closing on monday",
    ),
    "duplicate queue": (
        'id = "bag"\nletter = "B"',
        'id = "help"\nletter = "B"',
        'queue#2.id: "help" is already the id of queue#1',
    ),
    "duplicate service": (
        'id = "collect"',
        'id = "ask"',
        'service#2.id: "ask" is already the id of service#1',
    ),
    "duplicate desk": ('id = "2"', 'id = "1"', 'desk#2.id: "1" is already the id of desk#1'),
    "duplicate label": (
        'label = "2"',
        'label = "1"',
        'desk#2.label: "1" is already the label of desk#1',
    ),
    "duplicate letter": (
        'letter = "B"',
        'letter = "A"',
        'queue#2.letter: "A" is already the letter of queue#1',
    ),
    "ambiguous letter": (
        'letter = "B"',
        'letter = "D"',
        'queue#2.letter: must be one of "A", "B", "C", "E", "H", "K", is "D"',
    ),
    "unknown kind": (
        'kind = "timed"',
        'kind = "time"',
        'queue#3.kind: must be one of "timed", "open", is "time"; did you mean "timed"?',
    ),
    "language missing": (
        'name = { de = "Gepäck", en = "Luggage" }',
        'name = { de = "Gepäck" }',
        'queue#2.name.en: the text in "en" is missing',
    ),
    "language missing in the list": (
        'bring = [{ de = "Ausweis", en = "Identity card" }]',
        'bring = [{ de = "Ausweis", en = " " }]',
        'service#3.bring#1.en: the text in "en" is missing',
    ),
    "language missing in a hint": (
        'hint = { de = "Mit Termin", en = "By appointment" }',
        'hint = { en = "By appointment" }',
        'service#3.hint.de: the text in "de" is missing',
    ),
    "language that the office lacks": (
        'name.en = "Night desk"',
        'name.en = "Night desk"\nname.ar = "مكتب الليل"',
        "office.name.ar: is not a language of this office; see office.languages",
    ),
    "no language": (
        'languages = ["de", "en"]',
        'languages = ["de", "en", "de"]',
        'office.languages#3: "de" twice',
    ),
    "off the grid": (
        "minutes = 30",
        "minutes = 27",
        "service#3.minutes: 27 does not fit the grid of 5 minutes (rules.grid_minutes)",
    ),
    "odd grid": (
        "grid_minutes = 5",
        "grid_minutes = 25",
        "rules.grid_minutes: 25 does not divide an hour",
    ),
    "unknown zone": (
        'zone = "Europe/Berlin"',
        'zone = "Europe/Berln"',
        'office.zone: "Europe/Berln" is not a time zone; did you mean "Europe/Berlin"?',
    ),
    "zone that is a folder": (
        'zone = "Europe/Berlin"',
        'zone = "Europe"',
        'office.zone: "Europe" is not a time zone',
    ),
    "zone outside": (
        'zone = "Europe/Berlin"',
        'zone = "../etc"',
        'office.zone: "../etc" is not a time zone',
    ),
    "address with a slash": (
        'zone = "Europe/Berlin"',
        'zone = "Europe/Berlin"\npublic_url = "https://t.example/"',
        (
            "office.public_url: must be scheme and host, without a slash at the end, is"
            ' "https://t.example/"'
        ),
    ),
    "id that fits no address": (
        'id = "talk"\nletter',
        'id = "Talk 1"\nletter',
        'queue#3.id: must be 1 to 32 small letters a-z, digits and hyphens, is "Talk 1"',
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_tells_what_does_not_fit(name: str, tmp_path: Path) -> None:
    right, wrong, message = MISTAKES[name]
    text = NIGHT.read_text()
    assert right in text
    file = tmp_path / "office.toml"
    file.write_text(text.replace(right, wrong, 1))
    with pytest.raises(SettingsError) as caught:
        load_office(file)
    told = [str(finding).split(": ", 1)[1] for finding in caught.value.findings]
    assert any(line.startswith(message) for line in told), told


def test_findings_carry_the_line(tmp_path: Path) -> None:
    text = NIGHT.read_text().replace("minutes = 30", "minutes = 27")
    file = tmp_path / "office.toml"
    file.write_text(text.replace('"02:30-04:00"', '"02:00-04:00"'))
    lines = text.split("\n")
    with pytest.raises(SettingsError) as caught:
        load_office(file)
    assert [finding.line for finding in caught.value.findings] == [
        lines.index("minutes = 27") + 1,
        next(number for number, line in enumerate(lines, 1) if '"02:30-04:00"' in line),
    ]
    assert str(caught.value).startswith(f"{file}: 2 problems\n  line ")


def test_a_shift_may_cross_from_one_opening_into_the_next(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    text = NIGHT.read_text().replace('"00:00-06:00"', '"03:00-06:00", "00:00-03:00"')
    file.write_text(text.replace('"00:00-02:30", "02:30-04:00"', '"02:30-04:00"'))
    plan = load_office(file).plan(date(2026, 11, 29))
    hour = 3_600_000
    assert plan.hours[0] == (plan.midnight, plan.midnight + 6 * hour)
    assert plan.desks[1].spans == ((plan.midnight + 5 * hour // 2, plan.midnight + 4 * hour),)


@pytest.mark.parametrize("key", ["queue", "service", "desk"])
def test_an_office_has_at_least_one_of_each(key: str, tmp_path: Path) -> None:
    head, *rest = NIGHT.read_text().split("\n[[")
    file = tmp_path / "office.toml"
    kept = [part for part in rest if not part.startswith(key)]
    file.write_text("\n[[".join([f"{key} = []\n{head}", *kept]))
    with pytest.raises(SettingsError, match=rf"there must be at least one \[\[{key}\]\]"):
        load_office(file)
