"""Reads a TOML file into typed settings; says of every mistake where it is and what was meant."""

from settings.errors import Finding, SettingsError
from settings.findings import Findings
from settings.reading import load, loads
from settings.rules import Rule, between, matching, one_of

__all__ = [
    "Finding",
    "Findings",
    "Rule",
    "SettingsError",
    "between",
    "load",
    "loads",
    "matching",
    "one_of",
]
