"""A list of finished documents: its rows become keyed hashes while they are read."""

from dataclasses import dataclass, field

from office.imports.moments import Unclear, a_date
from office.imports.sheet import Columns, Fault, Row, read
from office.titles import LONGEST, SHORTEST, NoNumber, normal_number, title_hash

COLUMNS: Columns = {
    "number": frozenset({
        "number", "document_number", "nummer", "dokumentnummer", "dokumentennummer",
        "seriennummer",
    }),
    "birth_date": frozenset({"birth_date", "date_of_birth", "geburtsdatum", "geboren_am"}),
    "ready_on": frozenset({
        "ready_on", "ready", "abholbereit_ab", "abholbereit", "abholbereit_am", "fertig_am",
    }),
}  # fmt: skip
A_NUMBER = f"number: needs {SHORTEST} to {LONGEST} letters and digits"


@dataclass(slots=True)
class Titles:
    """What a list says."""

    ready: dict[str, str] = field(default_factory=dict)
    """Hash → ISO date. Who is named twice counts once, with the last date."""
    faults: list[Fault] = field(default_factory=list)


def read_titles(data: bytes, key: bytes) -> Titles:
    """`key` is the office's title key. Raises UnreadableFile."""
    found = Titles()
    for row in read(data, COLUMNS, frozenset(COLUMNS)):
        title = row if isinstance(row, Fault) else _title(row, key)
        if isinstance(title, Fault):
            found.faults.append(title)
        else:
            found.ready[title[0]] = title[1]
    return found


def _title(row: Row, key: bytes) -> tuple[str, str] | Fault:
    column = "birth_date"
    try:
        number = normal_number(row.cells.get("number", ""))
        born = a_date(row.cells.get(column, ""))
        column = "ready_on"
        ready = a_date(row.cells.get(column, ""))
    except NoNumber:
        return Fault(row.line, A_NUMBER)
    except Unclear as why:
        return Fault(row.line, f"{column}: {why}")
    return title_hash(key, number, born), ready.isoformat()
