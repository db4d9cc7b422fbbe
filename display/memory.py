"""The highest call that was announced, kept in a small file beyond a restart of the board."""

import json
import logging
import os
from datetime import date
from pathlib import Path

from display.board import Memory

log = logging.getLogger(__name__)


def read(file: Path) -> Memory:
    """What was announced; an empty memory when there is no file or it makes no sense."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        return Memory(date.fromisoformat(kept["date"]), int(kept["call"]))
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s cannot be used, announced calls are forgotten: %s", file, error)
        return Memory()


def write(file: Path, memory: Memory) -> None:
    """Replace the file in one step, readable by its owner alone. OSError when that fails."""
    kept = json.dumps({"date": str(memory.day), "call": memory.call})
    draft = file.with_name(f".{file.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(kept)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
