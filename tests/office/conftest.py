"""Offices that serve, for tests over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.office.day.small import at
from tests.office.serving import SAMPLE, Program, Serving, make_serving, served


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Serving]:
    """The sample office on Thursday at 9:41, on a real port, with a clock that a test moves."""
    with served(make_serving(tmp_path / "data", SAMPLE, at("09:41"))) as running:
        yield running


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, verify=False, timeout=10) as client:
        yield client


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The real program for many tickets; not started."""
    made = Program(tmp_path / "office")
    yield made
    made.kill()
