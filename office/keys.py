"""The service's one secret and what is derived from it: visitor secrets, device keys, signatures.

The file is made at the first start with mode 0600. Everything else is derived by HMAC-SHA256, so
that neither the log nor a backup of it holds a secret.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from office.contract import CODE_LENGTH, CODE_LETTERS
from office.errors import KeysError

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    service: bytes

    def fingerprint(self) -> str:
        """Tells two keys files apart without giving either away."""
        return self._derive("fingerprint")[:8].hex()

    def visitor_secret(self, ticket: str) -> str:
        """128 bits, base32 upper case without padding: the ticket's page and its proof of
        ownership."""
        return base64.b32encode(self._derive("visitor", ticket)[:16]).decode().rstrip("=")

    def presence_key(self, office: str, device: str, generation: int) -> bytes:
        """A kiosk's own key for the live QR code: a stolen kiosk is revoked alone (generation +
        1)."""
        return self._derive("presence", office, device, str(generation))

    def cookie_key(self) -> bytes:
        return self._derive("cookie")

    def csrf(self, session: str) -> str:
        return self._derive("csrf", session)[:16].hex()

    def pseudonym(self, visitor: str) -> str:
        """How a visitor's cookie id appears in the log: not to be turned back into the cookie."""
        return self._derive("pseudonym", visitor)[:8].hex()

    def title_key(self, office: str) -> bytes:
        """What document numbers of finished titles are hashed with."""
        return self._derive("title", office)

    def import_key(self, office: str) -> bytes:
        """What the ids of tickets of another booking system are made with."""
        return self._derive("import", office)

    def check_in_codes(self, ticket: str) -> tuple[str, ...]:
        """Candidates for an imported ticket's check-in code, always the same."""
        drawn = (int.from_bytes(self._derive("check-in", ticket, str(n))[:8]) for n in range(4))
        return tuple(spelled(number) for number in drawn)

    def _derive(self, *info: str) -> bytes:
        """HKDF-Expand (RFC 5869) for one block; the service key is uniformly random already."""
        label = b"\x00".join(part.encode() for part in info)
        return hmac.new(self.service, b"wartemarke\x00" + label + b"\x01", hashlib.sha256).digest()


def load_keys(path: Path, create: bool) -> Keys:
    """Read the keys file, or make it. Raises KeysError with the way to mend it."""
    if create and not path.exists():
        _create(path)
    try:
        if path.stat().st_mode & 0o077:
            raise KeysError(f"{path} can be read by others; run: chmod 600 {path}")
        service = base64.b64decode(json.loads(path.read_text("utf-8"))["service"], validate=True)
        if len(service) != KEY_BYTES:
            raise KeysError(f"{path} is damaged; restore it from the backup of the data folder")
        return Keys(service)
    except FileNotFoundError:
        raise KeysError(
            f"{path} is missing; restore it from the backup of the data folder"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysError(f"{path} is not a keys file: {error}") from None


def _create(path: Path) -> None:
    content = json.dumps({"service": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()})
    write_secret(path, content + "\n")


def write_secret(path: Path, content: str) -> None:
    """Write a file only its owner can read, whole or not at all, and keep it over a power cut."""
    partial = path.with_name(path.name + ".part")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """The new name lies in the folder, which a power cut may forget as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def token_hash(token: str) -> str:
    """How a bearer token or visitor secret is stored: both are random, a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def spelled(number: int) -> str:
    """A whole number as a check-in code of six unambiguous characters."""
    base = len(CODE_LETTERS)
    return "".join(CODE_LETTERS[number // base**place % base] for place in range(CODE_LENGTH))
