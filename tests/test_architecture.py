"""Who may import whom, as docs/architecture.md draws it. A broken rule names file, line and import.

Every import counts, also one inside a function or under TYPE_CHECKING: an arrow is an arrow.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("settings", "printer", "office", "screen", "kiosk", "display", "assets", "deploy")

# All that the screens see of the office.
OFFICE_FROM_OUTSIDE = ("office.client", "office.contract", "office.errors")

# What a part may import of ours, by its longest matching prefix. Its own prefix is always allowed.
MAY_IMPORT = {
    "settings": (),
    "assets": (),
    "printer": ("settings", "assets"),
    "office.contract": (),
    "office.errors": ("office.contract",),
    "office.client": ("office.contract", "office.errors"),
    "office.day": ("office.contract",),
    "office": ("settings", "assets"),
    "screen": (*OFFICE_FROM_OUTSIDE, "settings", "assets"),
    "kiosk": ("screen", *OFFICE_FROM_OUTSIDE, "printer", "settings", "assets"),
    "display": ("screen", *OFFICE_FROM_OUTSIDE, "settings", "assets"),
    "deploy": PACKAGES,
}

# Beside the standard library, the only libraries that the rules of a day may know.
DAY_LIBRARIES = {"immutables"}

# Qt: view models, windows, the composition root and the few bridges to it.
QT_FOLDERS = {"viewmodels", "ui"}
QT_FILES = {"app.py", "background.py", "language.py", "sound.py"}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: `module` is imported by `file` in `line`."""

    file: str
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"

    @property
    def importer(self) -> str:
        dotted = self.file.removesuffix(".py").replace("/", ".")
        return dotted.removesuffix(".__init__")


Rule = Callable[[Import], bool]


def imports(root: Path) -> Iterator[Import]:
    """Every import of every module of ours below `root`."""
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            name = file.relative_to(root).as_posix()
            for node in ast.walk(ast.parse(file.read_bytes(), name)):
                for module in _modules(node, name):
                    yield Import(name, node.lineno, module)


def _modules(node: ast.AST, file: str) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            # `from office import day` imports office.day.
            return [f"{module}.{alias.name}" for alias in names]
        case ast.ImportFrom(level=level) if level:
            pytest.fail(f"{file}:{node.lineno}: a relative import; name the package")
        case _:
            return []


def broken(root: Path, rule: Rule) -> list[str]:
    return [str(each) for each in imports(root) if not rule(each)]


def _below(module: str, *prefixes: str) -> bool:
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


def _is_ours(module: str) -> bool:
    return _below(module, *PACKAGES, "tests")


def the_table(each: Import) -> bool:
    part = max((p for p in MAY_IMPORT if _below(each.importer, p)), key=len)
    return not _is_ours(each.module) or _below(each.module, part, *MAY_IMPORT[part])


def qt_at_its_places(each: Import) -> bool:
    path = Path(each.file)
    at_its_place = (
        path.parts[0] == "screen"
        or QT_FOLDERS & set(path.parts[:-1])
        or (path.name in QT_FILES and path.parts[0] in {"kiosk", "display"})
    )
    return bool(at_its_place) or not _below(each.module, "PySide6", "shiboken6")


def the_rules_are_pure(each: Import) -> bool:
    if not _below(each.importer, "office.day") or _is_ours(each.module):
        return True
    return each.module.partition(".")[0] in sys.stdlib_module_names | DAY_LIBRARIES


def the_rules_have_no_clock_and_no_io(each: Import) -> bool:
    forbidden = ("time", "random", "secrets", "socket", "os", "io", "asyncio", "threading")
    return not _below(each.importer, "office.day") or not _below(each.module, *forbidden)


def only_main_starts_an_app(each: Import) -> bool:
    names_an_app = _is_ours(each.module) and "app" in each.module.split(".")[1:3]
    return not names_an_app or Path(each.file).name == "__main__.py"


RULES: dict[Rule, Import] = {
    the_table: Import("kiosk/journey.py", 1, "office.day.rules"),
    qt_at_its_places: Import("kiosk/journey.py", 1, "PySide6.QtCore"),
    the_rules_are_pure: Import("office/day/rules.py", 1, "sqlalchemy"),
    the_rules_have_no_clock_and_no_io: Import("office/day/rules.py", 1, "time"),
    only_main_starts_an_app: Import("kiosk/start.py", 1, "kiosk.app.Kiosk"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_import_keeps_the_rule(rule: Rule):
    found = broken(ROOT, rule)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_can_be_broken(rule: Rule, tmp_path: Path):
    example = RULES[rule]
    file = tmp_path / example.file
    file.parent.mkdir(parents=True)
    file.write_text(f"import {example.module}\n", "utf-8")
    assert broken(tmp_path, rule) == [str(example)]


@pytest.mark.parametrize(
    ("importer", "module"),
    [
        ("kiosk/journey.py", "display.board"),
        ("display/board.py", "kiosk.journey"),
        ("kiosk/app.py", "office.service.routes"),
        ("display/app.py", "office.log"),
        ("screen/feed.py", "office.day"),
        ("screen/feed.py", "kiosk.journey"),
        ("office/contract.py", "settings.reading"),
        ("office/client.py", "office.day"),
        ("office/day/rules.py", "office.service"),
        ("office/service/routes.py", "printer.ticket"),
        ("printer/job.py", "office.contract"),
        ("settings/reading.py", "assets"),
        ("assets/catalogue.py", "settings"),
        ("kiosk/journey.py", "tests.fakes"),
    ],
)
def test_the_table_forbids(importer: str, module: str):
    assert not the_table(Import(importer, 1, module))


@pytest.mark.parametrize(
    ("importer", "module"),
    [
        ("kiosk/app.py", "office.client.Office"),
        ("kiosk/app.py", "printer.spool"),
        ("office/service/routes.py", "office.day.decide"),
        ("office/day/rules.py", "office.contract.Refusal"),
        ("printer/job.py", "assets.path"),
    ],
)
def test_the_table_allows(importer: str, module: str):
    assert the_table(Import(importer, 1, module))


def test_an_import_inside_a_function_counts(tmp_path: Path):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings/late.py").write_text("def f():\n    from office import log\n", "utf-8")
    assert broken(tmp_path, the_table) == ["settings/late.py:2 imports office.log"]
