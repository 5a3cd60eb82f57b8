"""The calibration room: three entries for all, alone; then the spread, and what marks mean."""

from sqlmodel import select

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.stages import StepKind
from tests.stories.jury import KEYED, Jury
from tests.stories.marking import follows_main, locks, marks, sends_sheet, signs, signs_the_list
from tests.stories.walking import Walker

AGREED = "Nilai 4 ke atas hanya bila angkanya diperiksa pihak lain."


def judges_calibrate(jury: Jury) -> None:
    surya, ratna = jury.person("surya"), jury.person(KEYED)
    opens_the_room(jury, surya)
    scores_alone(jury, ratna)
    for username in jury.others():
        scores_by_forms(jury, username)
    ratna.opens(room(jury), sees="8 lembar nilai, tanpa nama juri")
    ratna.sees("Nilai Anda")
    ratna.misses("Tono", "Wulan")
    ratna.looks("room-with-spreads")
    agrees_and_closes(jury, surya)
    nothing_of_it_counts(jury)


def room(jury: Jury) -> str:
    return jury.at(StepKind.PANEL, "rooms")


def opens_the_room(jury: Jury, surya: Walker) -> None:
    surya.desk_says("Buka ruang kalibrasi", as_="of-a-chair-with-a-room")
    surya.opens(room(jury), sees="Pilih 3 usulan, atau undi.")
    surya.looks("room-to-open")
    surya.presses("Undi 3 usulan", sees="Ruang kalibrasi dibuka.")
    surya.sees("0 dari 3")
    surya.looks("room-open")


def scores_alone(jury: Jury, ratna: Walker) -> None:
    """No spread before her own three are locked."""
    ratna.opens("/reviews", sees="Ruang kalibrasi")
    ratna.presses("Buka ruang kalibrasi", sees="Kunci nilai Anda dahulu")
    ratna.looks("room-for-a-judge")
    follows_main(ratna)
    signs(ratna)
    ratna.opens(room(jury))
    follows_main(ratna)
    for _ in range(3):
        marks(jury, ratna)
        ratna.looks("sheet-in-the-room")
        locks(ratna)
    ratna.sees("Sebaran tampil setelah 3 juri mengunci nilai usulan yang sama.")


def scores_by_forms(jury: Jury, username: str) -> None:
    judge = jury.browser(username)
    signs_the_list(jury, judge)
    sheets = [at for at in judge.opens(room(jury)).links("/reviews/") if at.count("/") == 2]
    assert len(sheets) == 3
    for at in sheets:
        sends_sheet(jury, judge, at)


def agrees_and_closes(jury: Jury, surya: Walker) -> None:
    surya.opens(room(jury), sees="Bahas, lalu mulai penilaian")
    surya.unfolds("Tulis kesepakatan Dampak")
    surya.writes("Kesepakatan Dampak", AGREED)
    surya.presses("Simpan kesepakatan Dampak", sees="Kesepakatan tersimpan.")
    surya.looks("room-agreed")
    surya.presses("Mulai penilaian", sees="Ruang kalibrasi ditutup.")


def nothing_of_it_counts(jury: Jury) -> None:
    """Twenty-four sheets were locked in the room, and none of them is one of an entry."""
    with transaction(writes=False) as session:
        rows = session.exec(select(Assignment)).all()
    assert {(row.anchor, row.state) for row in rows} == {(True, "locked")}
    assert len(rows) == 24
    assert jury.sheets() == []
