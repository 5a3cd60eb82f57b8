"""Midway: one is found too close, one steps back, one leaves, and two do not agree."""

from ideas.database import transaction
from ideas.jobs.panels import begin_guarding
from ideas.jobs.worker import work_once
from ideas.judging.panels.models import Assignment
from ideas.road.entries.models import Entry
from tests.stories.jury import ENTRIES, KEYED, SPLIT, STRONG, Jury
from tests.stories.marking import finishes, sends_all
from tests.stories.world import it_is

REASON = "Sakit, digantikan rekan sepanel."


def she_steps_back(jury: Jury) -> None:
    """At once it is nowhere on her desk; then somebody else reads it."""
    ratna, sheet = jury.person(KEYED), _one_of(jury, KEYED, "open")
    here, entry = f"/reviews/{sheet.ref}", jury.entry(sheet)
    ratna.opens(here, sees="Nilai Anda")
    ratna.unfolds("Saya mengenal usulan ini")
    ratna.looks("sheet-stepping-back")
    ratna.writes("Alasan singkat", "Saya ikut merancangnya.")
    ratna.presses("Ya, saya mundur", sees="Anda mundur dari usulan itu.")
    assert sheet.ref not in ratna.page.content()
    ratna.finds_nothing_at(here)
    assert len(_readers(jury, entry)) == 1
    work_once()
    assert len(_readers(jury, entry)) == 2
    assert jury.people[KEYED].id not in _readers(jury, entry)


def one_is_set_apart(jury: Jury) -> None:
    """The secretariat hears something of Tono: a sheet that he locked counts no more."""
    dewi, tono = jury.person("dewi"), jury.browser("tono")
    sheet = _one_of(jury, "tono", "locked")
    entry = jury.entry(sheet)
    dewi.opens(jury.panel, sees="Benturan kepentingan")
    dewi.unfolds("Putuskan sendiri")
    dewi.chooses("Juri", jury.people["tono"].name)
    dewi.chooses("Usulan", entry.title)
    dewi.ticks("Pisahkan", of="Keputusan")
    dewi.writes("Alasan", "Pernah bersengketa dengan timnya.")
    dewi.presses("Catat keputusan", sees="Keputusan dicatat. Juri tidak diberi tahu.")
    dewi.looks("panel-apart")
    assert tono.opens(f"/reviews/{sheet.ref}").status == 404
    assert sheet.ref not in tono.opens("/reviews").text
    assert _state(sheet) == "quarantined"
    assert len(_readers(jury, entry)) == 2
    assert jury.people["tono"].id not in _readers(jury, entry)


def one_leaves(jury: Jury) -> None:
    """Intan cannot go on. What she locked stays; the rest goes to others."""
    before = {sheet.ref: sheet.state for sheet in jury.of("intan")}
    open_then = [ref for ref, state in before.items() if state == "open"]
    assert len(open_then) > 3
    wayan = jury.person("wayan")
    wayan.opens("/admin/roles?role=judge", sees="Intan")
    wayan.presses(jury.people["intan"].name)
    wayan.writes("Alasan", REASON)
    wayan.looks("role-to-revoke")
    wayan.presses("Ya, cabut peran", sees="Peran dicabut sejak sekarang.")
    assert jury.browser("intan").opens(f"/reviews/{open_then[0]}").status == 404
    begin_guarding()
    it_is("2026-03-03 16:30")
    work_once()
    assert [sheet.state for sheet in jury.of("intan")] == ["locked"] * 3
    dewi = jury.person("dewi")
    dewi.opens(jury.panel, sees="lembar nilai terkunci")
    dewi.misses("Kurang")
    assert all(len(_readers(jury, entry)) == 2 for entry in jury.entries)


def all_is_locked(jury: Jury) -> None:
    """Whoever was given more signs for it first."""
    for username in jury.others():
        sends_all(jury, username)
    finishes(jury, jury.person(KEYED))
    dewi = jury.person("dewi")
    dewi.opens(jury.panel, sees=f"{2 * ENTRIES} dari {2 * ENTRIES}")
    dewi.looks("panel-all-locked")


def a_third_is_called(jury: Jury) -> None:
    surya, entry = jury.person("surya"), jury.entries[SPLIT]
    surya.opens(f"{jury.panel}/scores", sees="Panggil juri untuk 1 usulan")
    surya.sees(entry.title, "Aturan meminta satu juri lagi.")
    surya.looks("scores-too-far-apart")
    surya.presses("Panggil juri lagi", sees="1 juri dipanggil.")
    (called,) = [sheet for sheet in jury.sheets() if sheet.state == "open"]
    assert called.entry_id == entry.id
    assert len(_readers(jury, entry)) == 3
    (third,) = [name for name, who in jury.people.items() if who.id == called.judge_id]
    finishes(jury, jury.person(third)) if third == KEYED else sends_all(jury, third)
    surya.opens(f"{jury.panel}/scores", sees="Semua lembar sudah terkunci.")
    surya.looks("scores")


def _one_of(jury: Jury, username: str, state: str) -> Assignment:
    """A sheet of theirs on an entry that will not go on, and that parts nobody."""
    plain = {entry.id for n, entry in enumerate(jury.entries) if n not in STRONG and n != SPLIT}
    return next(one for one in jury.of(username) if one.state == state and one.entry_id in plain)


def _readers(jury: Jury, entry: Entry) -> set[object]:
    return {sheet.judge_id for sheet in jury.sheets() if sheet.entry_id == entry.id}


def _state(sheet: Assignment) -> str:
    with transaction(writes=False) as session:
        return session.get_one(Assignment, sheet.id).state
