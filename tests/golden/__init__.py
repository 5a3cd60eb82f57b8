"""Files that say what must stay the same. `make golden` writes them anew; read the difference."""

import os
from pathlib import Path

HERE = Path(__file__).parent


def compare(name: str, text: str) -> None:
    """The text is what the golden file says, or becomes it when asked to be rewritten."""
    file = HERE / name
    if os.environ.get("WADAH_GOLDEN") == "rewrite":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    known = file.read_text() if file.exists() else ""
    changed = sorted(set(known.splitlines()) ^ set(text.splitlines()))
    assert text == known, f"{name} is not what it was; `make golden` rewrites it: {changed[:12]}"
