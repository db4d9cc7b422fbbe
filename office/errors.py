"""What can go wrong with the office, as one tree:

OfficeError
├── CredentialsError   a device's credentials file is missing or not readable
├── Unreachable        no answer from the office (client side)
├── Refused            the office answered with a problem document (client side)
├── KeysError          the keys file is missing, open to others, or not the database's own
├── AlreadyServing     another service process holds the data directory
└── LogError           the log could not be read or written
    ├── StorageFailed  a write failed; nothing of it counts
    ├── UnknownEvent   the log holds an event type or version this program does not know
    └── DamagedLog     a record's checksum or order is wrong
"""

from office.contract import Problem


class OfficeError(Exception):
    """The root: catch it at a program's edge."""


class CredentialsError(OfficeError):
    """A device's credentials file is missing or not readable."""


class Unreachable(OfficeError):
    """The office did not answer in time, or the link is gone."""


class Refused(OfficeError):
    """The office said no; `problem.code` is stable."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.title}")
        self.problem = problem


class KeysError(OfficeError):
    """The keys file is missing, readable by others, or does not belong to this database."""


class AlreadyServing(OfficeError):
    """Another service process already uses this data directory."""


class LogError(OfficeError):
    """The log could not be read or written."""


class StorageFailed(LogError):
    """A write failed; nothing of the batch counts."""


class UnknownEvent(LogError):
    """The log was written by a newer program."""


class DamagedLog(LogError):
    """A record's checksum or order is wrong."""
