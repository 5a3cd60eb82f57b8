"""What still lacks, in the secretariat's words; sent in the last second, refused in the next."""

from ideas.database import transaction
from ideas.demo.attaching import attach_samples
from ideas.jobs.worker import work_once
from ideas.road.entries.drafts import find_draft
from ideas.staff.roles.visitors import visitor_of
from ideas.writing.proposals.actions import save_proposal
from ideas.writing.proposals.rules import Writing
from tests.stories.jotting import HIS, HIS_IDEA, HIS_PROBLEM
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is, it_stays

COMPLETE = "Keenam isian terjawab dan sesuai dengan judul isiannya."
LATE = "Kelas kecil setiap Jumat: pegawai saling mengajar satu jam."


def it_is_told_what_lacks(story: Story) -> None:
    sari = story.person("sari")
    sari.opens(f"/proposals/{story.refs['proposal']}/submission", sees="hal dahulu")
    sari.sees(f"{COMPLETE} Belum.", "Diisi atasan saat menyetujui.")
    sari.looks("submission-lacks")
    link = sari.main.locator("#h-lacks ~ .check a").first
    link.click()
    sari.page.wait_for_url("**/edit#f-*")
    assert sari.page.locator(":target").count() == 1, "each line leads to its field"


def tags_are_chosen(story: Story) -> None:
    sari = story.person("sari")
    sari.opens(f"/proposals/{story.refs['proposal']}/edit", sees="Tanda gagasan")
    sari.unfolds("Bentuk inovasi daerah")
    sari.ticks("Inovasi pelayanan publik")
    sari.looks("edit-with-tags")
    sari.presses("Simpan dan periksa", sees="Semua siap")
    sari.opens(f"/proposals/{story.refs['proposal']}", sees="Inovasi pelayanan publik")


def one_is_sent_in_the_last_second(story: Story) -> None:
    sari = story.person("sari")
    it_is("2026-01-30 15:58")
    sari.opens(f"/proposals/{story.refs['proposal']}/submission", sees="Semua siap")
    sari.sees(f"{COMPLETE} Sudah.")
    sari.misses("Belum.")
    sari.looks("submission-all-ready")
    it_stays("2026-01-30 15:59:59")
    sari.presses("Kirim usulan", sees="Usulan terkirim.")
    sari.sees("Bukti terima", "Hari ini, 15.59")
    sari.looks("entry-sent-in-time")


def another_is_late_by_a_second(story: Story) -> None:
    """Joko's is complete and waits for one press; Rini writes a new one. Both lose nothing."""
    joko, rini = story.person("joko"), story.person("rini")
    it_is("2026-01-30 15:58")
    his_is_completed(story)
    joko.opens(f"/proposals/{story.refs['his']}/submission", sees="Semua siap")
    rini.opens("/proposals/quick", sees="Gagasan cepat")
    rini.writes("Apa masalahnya?", LATE)
    rini.writes("Apa gagasan Anda?", LATE)
    it_stays("2026-01-30 16:00:01")
    joko.presses("Kirim usulan", sees="Belum dapat dilakukan")
    joko.looks("sent-too-late")
    joko.opens(f"/proposals/{story.refs['his']}", sees="Draf Anda tetap tersimpan di sini.")
    joko.sees(HIS_IDEA, HIS_PROBLEM)
    joko.looks("draft-after-the-close")
    is_given_back(rini)


def is_given_back(rini: Walker) -> None:
    rini.presses("Simpan gagasan", sees="Yang Anda tulis tidak hilang")
    kept = [area.input_value() for area in rini.main.locator("textarea").all()]
    assert kept.count(LATE) == 2
    rini.looks("quick-too-late")


def his_is_completed(story: Story) -> None:
    """Through the actions, unseen."""
    parts = ("form", "design", "aim", "benefit", "trial", "budget")
    writing = Writing(HIS, HIS_IDEA, "services", dict.fromkeys(parts, HIS_PROBLEM))
    with transaction() as session:
        me = visitor_of(session, story.town.people["joko"].id)
        draft = find_draft(session, me, story.refs["his"])
        save_proposal(session, me, draft, writing, seen=draft.row.revision, hand="another")
        session.flush()
        attach_samples(session, me, find_draft(session, me, story.refs["his"]))
    work_once()
