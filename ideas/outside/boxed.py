"""A program of ours in a box: little memory, little time, small files, no secrets, no core dump.

What it decodes was made by strangers. If it crashes, hangs or swells, it does so alone.
"""

import resource
import subprocess
import sys
from pathlib import Path

from ideas.settings import ROOT

MEMORY = 1536 << 20
SECONDS = 60  # of computing
PATIENCE = 120  # seconds by the clock
LARGEST = 256 << 20  # of anything it writes
OPEN_FILES = 64


def run_boxed(module: str, *arguments: str, folder: Path) -> bool:
    """Run a module of ours in `folder`. False when it did not end by itself and well."""
    try:
        ended = subprocess.run(  # noqa: S603 -- our own module, with arguments that we make
            [sys.executable, "-m", module, *arguments],
            cwd=folder, env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False, close_fds=True, start_new_session=True,
            preexec_fn=_shut,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _shut() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST), (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
