"""What a form asks of one proposal by now, and what becomes of the answers it does not ask for."""

from dataclasses import replace
from datetime import datetime

from ideas.permissions import Standing
from ideas.road.competitions.models import Step
from ideas.road.competitions.rules import Rules
from ideas.writing.forms.rules import Section, Stage, asked
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.rules import Writing


class Asking:
    """The half of a draft that is between its text and the form."""

    row: Proposal
    rules: Rules
    step: Step
    standing: Standing
    panel: Step | None

    @property
    def writing(self) -> Writing:
        return writing_of(self.row)

    @property
    def completing(self) -> bool:
        """Shortlisted: the pitch stays as it was checked, and the rest is written."""
        return self.standing.completes

    @property
    def until(self) -> datetime:
        """Until when it is written: its step's close, or the panel's beginning."""
        return self.panel.opens_at if self.completing and self.panel else self.step.closes_at

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is asked of it by now."""
        stage = Stage.FULL if self.completing else Stage.PITCH
        return asked(self.rules.sections, self.row.category, stage)

    @property
    def written(self) -> tuple[Section, ...]:
        """What may be written now: all that is asked, or only what came with the shortlist."""
        later = self.completing
        return tuple(s for s in self.sections if not later or s.stage is Stage.FULL)

    @property
    def read(self) -> tuple[Section, ...]:
        """What a reader finds: all that is asked, and what was said of more."""
        every = asked(self.rules.sections, self.row.category)
        return tuple(s for s in every if s in self.sections or self.writing.answer(s))

    @property
    def put_by(self) -> list[tuple[str, str]]:
        """Answers to what is not asked of its category, or by the form at all, any more."""
        here = {section.key for section in asked(self.rules.sections, self.row.category)}
        known = {section.key: section for section in self.rules.sections}
        left = {k: text for k, text in self.row.answers.items() if k not in here and text.strip()}
        return [
            (known[key].title, known[key].told(text)) if key in known else (key, text)
            for key, text in left.items()
        ]

    def merged(self, sent: Writing) -> Writing:
        """What was sent, over what stands there: what a form did not ask about stays."""
        open_now = {section.key for section in self.written}
        kept = (
            sent.answers
            if not self.completing
            else {key: text for key, text in sent.answers.items() if key in open_now}
        )
        core = self.writing if self.completing else sent
        tags = self.row.tags if self.completing else {**self.row.tags, **sent.tags}
        return replace(
            core, answers={**self.row.answers, **kept}, tags=tags, attached=self.row.attached
        )


def writing_of(row: Proposal | Version) -> Writing:
    return Writing(
        row.title, row.summary, row.category, row.answers, row.source, row.tags, row.attached
    )
