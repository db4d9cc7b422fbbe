"""Makes chime.wav: two soft tones, 660 then 880 Hz, 1.4 s. Made for this project, nothing sampled.

python assets/sounds/make_chime.py
"""

import math
import struct
import wave
from pathlib import Path

RATE = 48_000
LENGTH = 1.4
TONES = ((0.0, 660.0), (0.32, 880.0))
"""(start in seconds, Hz)"""
LOUDNESS = 0.62
ATTACK = 0.012
"""Seconds to full loudness: short enough to be noticed, long enough not to click."""
DECAY = 3.6
OVERTONES = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.08))
"""(multiple of the tone, its share): a struck bar more than a beep."""


def level(seconds: float) -> float:
    """The sound's level at an instant, -1 to 1."""
    tones = sum(_tone(seconds - start, hertz) for start, hertz in TONES)
    ending = min(1.0, (LENGTH - seconds) / 0.1)
    return LOUDNESS * tones * ending


def _tone(age: float, hertz: float) -> float:
    if age < 0:
        return 0.0
    wave_form = sum(
        share * math.sin(2 * math.pi * hertz * multiple * age) * math.exp(-DECAY * multiple * age)
        for multiple, share in OVERTONES
    )
    return min(1.0, age / ATTACK) * wave_form


def write(file: Path) -> None:
    """16 bit, one channel."""
    levels = (level(frame / RATE) for frame in range(int(RATE * LENGTH)))
    frames = b"".join(struct.pack("<h", round(32767 * max(-1.0, min(1.0, v)))) for v in levels)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(frames)


if __name__ == "__main__":
    write(Path(__file__).with_name("chime.wav"))
