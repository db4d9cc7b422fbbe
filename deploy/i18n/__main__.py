"""`python -m deploy.i18n check | update | add FILE.json`: see each subcommand's help."""

import argparse
import sys
from pathlib import Path

import assets
from deploy.i18n import catalogues, findings, sources

ROOT = Path(__file__).parents[2]


def main(argv: list[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    folder = assets.path("i18n")
    try:
        match arguments.command:
            case "check":
                return _check(folder)
            case "update":
                return _update(folder)
            case _:
                return _add(folder, arguments.file)
    except (sources.SourceError, catalogues.AdditionError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.i18n", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="is every text translated, with its placeholders?")
    commands.add_parser("update", help="bring the catalogues in step with the sources")
    add = commands.add_parser("add", help="merge texts from a JSON file")
    add.add_argument("file", type=Path, help='{"msgid": {"de": "…", "ar": "…"}}')
    return parser


def _check(folder: Path) -> int:
    found = findings.check(folder, sources.collect(ROOT))
    for finding in found:
        print(finding)
    return 1 if found else 0


def _update(folder: Path) -> int:
    with catalogues.locked(folder):
        dropped = catalogues.update(folder, sources.collect(ROOT))
    for language, texts in dropped.items():
        for text in texts:
            print(f"{language}: dropped {text!r}: no source says it any more")
    return 0


def _add(folder: Path, file: Path) -> int:
    additions = catalogues.load_additions(file)
    with catalogues.locked(folder):
        catalogues.add(folder, additions)
    print(f"{len(additions)} texts merged into {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
