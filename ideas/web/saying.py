"""The one sentence that survives a redirect: 'Usulan terkirim.' It rides in a short cookie."""

import base64
import json
from string import Formatter

from fastapi import Request
from fastapi.responses import Response

from ideas.language import told
from ideas.language.forms import fact
from ideas.say import Sentence
from ideas.web.visit import Flash

COOKIE = "said"
SECONDS = 60


def say_after(answer: Response, said: Sentence) -> None:
    facts = {name: str(fact(value)) for name, value in said.facts.items()}
    packed = base64.urlsafe_b64encode(json.dumps([said.text, facts]).encode()).decode()
    answer.set_cookie(COOKIE, packed, max_age=SECONDS, httponly=True, samesite="lax")


def said_before(request: Request) -> Flash | None:
    try:
        text, facts = json.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        return Flash(told(Sentence(text, facts))) if _plain(text, facts) else None
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


def _plain(text: str, facts: object) -> bool:
    """Letters that can be sent, and facts by bare names: a forged cookie reaches no further."""
    json.dumps([text, facts], ensure_ascii=False).encode()
    return all(
        not (how or kind) and (name is None or name.isidentifier())
        for _, name, kind, how in Formatter().parse(text)
    )


def forget(request: Request, answer: Response) -> None:
    if COOKIE in request.cookies:
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
