"""Our own files: styles, letters, icons. Their addresses change with their content."""

from pathlib import Path

from fastapi.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ideas.settings import ROOT

FOR_EVER = "public, max-age=31536000, immutable"


class KeptFiles(StaticFiles):
    def __init__(self) -> None:
        super().__init__(directory=Path(ROOT / "static"))

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        versioned = b"v=" in scope.get("query_string", b"")
        answer.headers["Cache-Control"] = FOR_EVER if versioned else "public, max-age=600"
        return answer
