"""The office file's [appointments]: what another system calls our services."""

from pathlib import Path

import pytest

from assets import path as asset
from office.imports.appointments import service_ids
from office.officefile import load_office
from settings import SettingsError


def with_names(folder: Path, text: str) -> Path:
    file = folder / "office.toml"
    file.write_text(asset("offices/kreis-unna.toml").read_text("utf-8") + text, "utf-8")
    return file


def test_they_come_before_our_own_names(tmp_path: Path) -> None:
    names = '[appointments.services]\n"AE-Verl. (33)" = "renew"\nadvice = "letter"\n'
    office = load_office(with_names(tmp_path, f"\n{names}"))
    assert office.service_names == {"AE-Verl. (33)": "renew", "advice": "letter"}
    known = service_ids(office.config, office.service_names)
    assert known["ae_verl_33"] == "renew"
    assert known["advice"] == "letter"
    assert known["apply"] == "apply"


def test_they_can_be_left_out() -> None:
    assert load_office(asset("offices/kreis-unna.toml")).service_names == {}


def test_a_name_for_no_service_is_named(tmp_path: Path) -> None:
    file = with_names(tmp_path, '\n[appointments.services]\n"AE" = "renw"\n')
    with pytest.raises(SettingsError) as caught:
        load_office(file)
    assert 'appointments.services.AE: there is no service "renw"; did you mean "renew"?' in str(
        caught.value
    )
