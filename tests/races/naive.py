"""What the races must be able to see: a ballot that looks first and writes afterwards."""

import time

from fastapi import FastAPI
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool

from ideas.app import build_app
from ideas.database import transaction

COUNT = "SELECT count(*) FROM {table} WHERE step_id = :step AND voter_id = :voter"
MARK = """
    INSERT INTO {table} (step_id, voter_id, slot, quota, entry_id, cast_at, receipt)
    SELECT :step, :voter, :slot, :quota, :entry, CURRENT_TIMESTAMP, ''
"""
THOUGHT = 0.02  # seconds between looking and writing


def build() -> FastAPI:
    """The product, and beside it a route that trusts its own look."""
    app = build_app()

    @app.get("/naive/{table}/{quota}/{step}/{voter}/{entry}")
    async def mark(table: str, quota: int, step: str, voter: str, entry: str) -> str:
        row = {"step": step, "voter": voter, "entry": entry, "quota": quota}
        return await run_in_threadpool(look_then_write, table, row)

    return app


def look_then_write(table: str, row: dict[str, object]) -> str:
    with transaction(writes=False) as session:
        found = session.execute(text(COUNT.format(table=table)), row).scalar_one()
    if found >= row["quota"]:
        return "full"
    time.sleep(THOUGHT)
    with transaction() as session:
        session.execute(text(MARK.format(table=table)), {**row, "slot": found + 1})
    return "taken"
