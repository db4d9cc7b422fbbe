"""What the kiosk's tests share: a stage that is put away afterwards."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from office.contract import KioskView
from screen import fonts
from tests.kiosk.samples import VIEW
from tests.kiosk.stage import Stage

MakeStage = Callable[..., Stage]


@pytest.fixture
def make_stage(qapp: QGuiApplication) -> Iterator[MakeStage]:
    fonts.load(qapp)
    stages: list[Stage] = []

    def make(
        view: KioskView | None = VIEW,
        tiles: tuple[str, ...] = ("de", "en", "ar"),
        *,
        printer: bool = True,
    ) -> Stage:
        stages.append(Stage(qapp, tiles, printer))
        if view is not None:
            stages[-1].hear(view)
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()
