"""The product on a machine whose clock is an hour slow."""

from datetime import UTC, datetime, timedelta

from fastapi import FastAPI

from ideas import given
from ideas.app import build_app

HOUR = timedelta(hours=1)


def build() -> FastAPI:
    given.now = lambda: datetime.now(UTC) - HOUR
    return build_app()
