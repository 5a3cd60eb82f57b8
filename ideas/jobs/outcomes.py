"""Releasing an approved result at its time. Running it again finds it released."""

from uuid import UUID

from sqlmodel import Session

from ideas.deciding.recognition.actions import publish_outcome


def publish(session: Session, about: dict[str, str]) -> None:
    publish_outcome(session, UUID(about["outcome"]))
