"""Reads a TOML file into typed settings; says of every mistake where it is and what was meant."""

from settings.errors import Finding, SettingsError
from settings.findings import Findings, nearest, shown
from settings.positions import KeyPath
from settings.reading import load, loads
from settings.rules import Rule, between, matching, one_of

__all__ = [
    "Finding",
    "Findings",
    "KeyPath",
    "Rule",
    "SettingsError",
    "between",
    "load",
    "loads",
    "matching",
    "nearest",
    "one_of",
    "shown",
]
