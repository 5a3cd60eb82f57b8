"""Inside the box: python -m ideas.writing.derivatives KIND SOURCE FOLDER."""

import sys
from pathlib import Path

from ideas.writing.derivatives.making import make_and_tell
from ideas.writing.files.rules import FileKind

make_and_tell(Path(sys.argv[2]), FileKind(sys.argv[1]), Path(sys.argv[3]))
