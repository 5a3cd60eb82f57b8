"""A good body for every route of talking and of notices. Each function is named after its route."""

from typing import Any

from ideas.permissions import Role
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import Circle as Readers
from ideas.talking.moderation.models import Hiding, Report
from ideas.talking.moderation.rules import Offence
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.talking.notices.stopping import stop_path
from ideas.talking.suggestions.models import Suggestion
from tests.factories import Make
from tests.hostile.cases import Case
from tests.talking.circle import Circle

WHY = "Kalimat kedua merendahkan rekan."


class Talk(Circle):
    """Joko said something and suggested something; Dewi moderates."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.comment = make.save(
            Comment(
                proposal_id=self.proposal.id, author_id=self.joko.id, circle=Readers.COLLEAGUES,
                text="Bagus.", written_at=make.now, edit_until=make.now.replace(hour=23),
            )
        )  # fmt: skip
        self.suggestion = make.save(
            Suggestion(
                proposal_id=self.proposal.id, author_id=self.joko.id, part="answer-masalah",
                start=0, passage="Antre", wording="Mengantre", made_at=make.now,
            )
        )  # fmt: skip
        self.closes_at = make.step_of(self.competition, StepKind.CALL).closes_at

    def case(self, tail: str, by: Person | None = None, **fields: Any) -> Case:
        return Case(by or self.joko, f"{self.at}/{tail}", fields, self.closes_at)

    def about(self, tail: str, by: Person | None = None, **fields: Any) -> Case:
        return self.case(f"comments/{self.comment.ref}{tail}", by, **fields)

    def report(self) -> None:
        row = Report(
            comment_id=self.comment.id, reporter_id=self.sari.id, offence=Offence.RUDE,
            made_at=self.make.now,
        )  # fmt: skip
        self.make.save(row)

    def hide(self, **objected: Any) -> None:
        self.report()
        by = self.make.with_role("Putu", Role.SECRETARIAT, self.competition).id
        hiding = Hiding(comment_id=self.comment.id, by_id=by, why=WHY, at=self.make.now, **objected)
        self.make.save(hiding)


def post_comment(make: Make) -> Case:
    fields: dict[str, Any] = {
        "text": "Di mana datanya?",
        "circle": "colleagues",
        "question": "on",
        "mention": "",
    }
    return Talk(make).case("comments", **fields)


def post_support(make: Make) -> Case:
    return Talk(make).case("support", wanted="yes")


def post_follow(make: Make) -> Case:
    return Talk(make).case("follow", wanted="yes")


def post_comment_change(make: Make) -> Case:
    return Talk(make).about("", text="Bagus sekali.")


def post_comment_deletion(make: Make) -> Case:
    return Talk(make).about("/deletion")


def post_report(make: Make) -> Case:
    talk = Talk(make)
    return talk.about("/report", talk.sari, offence="rude", note="Kasar.")


def post_objection(make: Make) -> Case:
    talk = Talk(make)
    talk.hide()
    return talk.about("/hiding", objection="Ini hanya gurauan kami.")


def post_suggestion(make: Make) -> Case:
    fields: dict[str, Any] = {
        "part": "answer-masalah",
        "passage": "lama",
        "wording": "tiga jam",
        "why": "Angka.",
    }
    return Talk(make).case("suggestions", **fields)


def post_taking(make: Make) -> Case:
    talk = Talk(make)
    return talk.case(f"suggestions/{talk.suggestion.ref}/taking", talk.sari)


def post_declining(make: Make) -> Case:
    talk = Talk(make)
    return talk.case(f"suggestions/{talk.suggestion.ref}", talk.sari, answer="Belum tepat.")


def post_suggestion_withdrawal(make: Make) -> Case:
    talk = Talk(make)
    return talk.case(f"suggestions/{talk.suggestion.ref}/withdrawal")


def post_verdict(make: Make) -> Case:
    talk = Talk(make)
    talk.report()
    return Case(talk.dewi, f"/moderation/{talk.comment.ref}", {"verdict": "hide", "why": WHY})


def post_second_verdict(make: Make) -> Case:
    talk = Talk(make)
    talk.hide(objection="Gurauan kami.", objected_at=make.now)
    fields: dict[str, Any] = {"verdict": "restore", "why": WHY}
    return Case(talk.dewi, f"/moderation/{talk.comment.ref}/objection", fields)


def post_notices(make: Make) -> Case:
    return Case(make.person("Sari"), "/notices")


def post_notice_opening(make: Make) -> Case:
    sari = make.person("Sari")
    facts = {"title": "Surat"}
    row = Notice(person_id=sari.id, news=News.OPENED, path="/", facts=facts, made_at=make.now)
    return Case(sari, f"/notices/{make.save(row).id}/opening")


def post_hearing(make: Make) -> Case:
    return Case(make.person("Sari"), "/notices/settings", {"way-talk": "web"})


def post_stop(make: Make) -> Case:
    return Case(None, stop_path(make.person("Sari").ref), told=True)
