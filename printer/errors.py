"""Everything that can go wrong on the way to paper.

PrinterError
├── ConfigError            the settings name no printer that can be used
│   └── NotConfigured      there is none on purpose
├── RenderError            nothing was sent
│   ├── MissingFont        a font file of Debian's fonts-noto-core is not there
│   ├── MissingGlyph       no installed font has a character
│   ├── NoShaping          Pillow cannot join and order letters (libfribidi0)
│   └── TooWide            something does not fit the paper at its smallest
├── TransportError
│   ├── NotFound           no such host, file or route
│   ├── PermissionDenied
│   ├── Refused            the host is there, nobody listens
│   ├── ConnectTimeout
│   ├── WriteTimeout       the printer stopped taking bytes
│   └── Disconnected       the line broke
├── DeviceBlocked          a person can clear it
│   ├── PaperOut
│   ├── CoverOpen
│   ├── HeadHot
│   └── Offline            the printer says so and gives no cause
├── DeviceFault            a technician is needed
│   ├── CutterError
│   └── Unrecoverable
├── NoAnswer               a printer that answers its status did not: never taken for "fine"
└── JobConflict            the same job id came with another slip

`code` is stable and names what a screen says; `retryable` is true only while no print byte has
left, because a job whose outcome is unknown must never be sent again by a program.
"""


class PrinterError(Exception):
    """`code`: stable; `bytes_written`: print bytes handed over before it happened."""

    code = "printer_error"
    transient = False
    """Whether the same job may succeed later without a change of settings."""

    def __init__(self, message: str, bytes_written: int = 0) -> None:
        super().__init__(message)
        self.bytes_written = bytes_written

    @property
    def retryable(self) -> bool:
        return self.transient and self.bytes_written == 0


class ConfigError(PrinterError):
    code = "config"


class NotConfigured(ConfigError):
    code = "unconfigured"


class RenderError(PrinterError):
    code = "render"


class MissingFont(RenderError):
    code = "missing_font"


class MissingGlyph(RenderError):
    code = "missing_glyph"


class NoShaping(RenderError):
    code = "no_shaping"


class TooWide(RenderError):
    code = "too_wide"


class TransportError(PrinterError):
    code = "transport"
    transient = True


class NotFound(TransportError):
    code = "not_found"


class PermissionDenied(TransportError):
    code = "permission_denied"
    transient = False


class Refused(TransportError):
    code = "refused"


class ConnectTimeout(TransportError):
    code = "connect_timeout"


class WriteTimeout(TransportError):
    code = "write_timeout"


class Disconnected(TransportError):
    code = "disconnected"


class DeviceBlocked(PrinterError):
    code = "blocked"
    transient = True


class PaperOut(DeviceBlocked):
    code = "paper_out"


class CoverOpen(DeviceBlocked):
    code = "cover_open"


class HeadHot(DeviceBlocked):
    code = "head_hot"


class Offline(DeviceBlocked):
    code = "offline"


class DeviceFault(PrinterError):
    code = "fault"


class CutterError(DeviceFault):
    code = "cutter"


class Unrecoverable(DeviceFault):
    code = "unrecoverable"


class NoAnswer(PrinterError):
    code = "no_answer"
    transient = True


class JobConflict(PrinterError):
    code = "job_conflict"
