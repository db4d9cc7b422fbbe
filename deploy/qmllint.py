"""Lints every QML file against the view models that it uses: `python -m deploy.qmllint`.

The Python classes that QML sees are written down as .qmltypes below `build/qml/`, so that a
misspelt property is found here and not by a visitor. Any warning is a failure.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAMS = ("screen", "kiosk", "display")
# Qt's own classes that ours derive from or hand to QML.
_FOREIGN = ("core", "gui", "qml", "quick")
_TYPES = {"list": "QVariantList", "dict": "QVariantMap", "object": "QVariant", "float": "double"}


class ToolError(Exception):
    """A Qt tool that could not do its work; says which, and what it said."""


def main() -> int:
    try:
        return lint(ROOT, ROOT / "build" / "qml")
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1


def lint(root: Path, output: Path) -> int:
    """qmllint's exit code over all QML files below `root`; 0 when there is none."""
    files = sorted(qml for name in PROGRAMS for qml in (root / name).rglob("*.qml"))
    if not files:
        print("  (no QML yet)")
        return 0
    shutil.rmtree(output, ignore_errors=True)
    for uri, sources in view_models(root).items():
        write_module(uri, sources, output.joinpath(*uri.split(".")))
    imports = ["-I", str(output), "-I", str(root)]
    command = [str(_qt() / "qmllint"), "--max-warnings", "0", *imports, *map(str, files)]
    return min(1, subprocess.run(command, check=False).returncode)


def view_models(root: Path) -> dict[str, list[Path]]:
    """Per QML module (`kiosk.viewmodels`) the Python files of its folder that use Qt."""
    modules: defaultdict[str, set[Path]] = defaultdict(set)
    for name in PROGRAMS:
        for source in (root / name).rglob("*.py"):
            uri = _import_name(source)
            if uri is not None:
                modules[uri] |= {file for file in source.parent.glob("*.py") if _uses_qt(file)}
    return {uri: sorted(files) for uri, files in sorted(modules.items())}


def write_module(uri: str, sources: Sequence[Path], folder: Path) -> None:
    """`qmldir` and `module.qmltypes` of one QML module that is written in Python."""
    folder.mkdir(parents=True)
    dump = folder / "metatypes.json"
    # In this order a class is known before those that derive from it.
    _run("metaobjectdump", "-o", str(dump), *map(str, _by_import(sources)))
    _complete(dump, sources, uri)
    foreign = ",".join(str(_qt() / "Qt" / "metatypes" / f"qt6{m}_metatypes.json") for m in _FOREIGN)
    _run(
        "qmltyperegistrar",
        *("--generate-qmltypes", str(folder / "module.qmltypes")),
        *("--import-name", uri, "--major-version", "1", "--minor-version", "0"),
        *("--foreign-types", foreign, "-o", str(folder / "registration.cpp"), str(dump)),
    )
    # "depends" makes Qt's own base classes known to whoever imports the module.
    qmldir = f"module {uri}\ntypeinfo module.qmltypes\ndepends QtQuick\n"
    (folder / "qmldir").write_text(qmldir, "utf-8")


def _complete(dump: Path, sources: Sequence[Path], uri: str) -> None:
    """Say in the dump what metaobjectdump leaves out: constant properties, Python's list types."""
    modules = json.loads(dump.read_text("utf-8"))
    if not modules:
        raise ToolError(f"{uri}: QML_IMPORT_NAME is set, but there is no @QmlElement class")
    constants = {pair for source in sources for pair in _constants(source)}
    for module in modules:
        for described in module["classes"]:
            for prop in described.get("properties", ()):
                prop["type"] = _TYPES.get(prop["type"], prop["type"])
                prop["constant"] = (described["className"], prop["name"]) in constants
    dump.write_text(json.dumps(modules), "utf-8")


def _constants(source: Path) -> Iterator[tuple[str, str]]:
    """(class, property) of every `@Property(…, constant=True)`."""
    for owner in ast.walk(ast.parse(source.read_bytes())):
        if not isinstance(owner, ast.ClassDef):
            continue
        for member in owner.body:
            decorators = getattr(member, "decorator_list", ())
            calls = [d for d in decorators if isinstance(d, ast.Call)]
            if any(k.arg == "constant" for call in calls for k in call.keywords):
                yield owner.name, member.name  # type: ignore[attr-defined]


def _import_name(source: Path) -> str | None:
    for node in ast.parse(source.read_bytes()).body:
        match node:
            case ast.Assign(targets=[ast.Name("QML_IMPORT_NAME")], value=ast.Constant(str(uri))):
                return uri
    return None


def _uses_qt(source: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6")
        for node in ast.walk(ast.parse(source.read_bytes()))
    )


def _by_import(sources: Sequence[Path]) -> list[Path]:
    """Imported modules before those that import them."""
    stems = {source.stem: source for source in sources}
    ordered: list[Path] = []

    def visit(source: Path) -> None:
        if source in ordered:
            return
        for node in ast.walk(ast.parse(source.read_bytes())):
            if isinstance(node, ast.ImportFrom):
                known = stems.get((node.module or "").rpartition(".")[2])
                if known is not None and known != source:
                    visit(known)
        ordered.append(source)

    for source in sources:
        visit(source)
    return ordered


def _run(tool: str, *arguments: str) -> None:
    environment: Mapping[str, str] = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [_tool(tool), *arguments], capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode:
        raise ToolError(f"{tool} failed:\n{done.stdout}{done.stderr}")


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def _qt() -> Path:
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise ToolError("PySide6 is not installed; run `make setup`")
    return Path(spec.origin).parent


if __name__ == "__main__":
    raise SystemExit(main())
