"""The surroundings of every test: Qt draws without a screen, in software, the same everywhere."""

import os

import hypothesis

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
# Fractional scaling of a developer's desktop must not change a golden picture.
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)

# A busy machine is no reason to fail; what CI finds must be found again by the same run.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("house")
