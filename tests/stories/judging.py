"""Colleagues vote in secret; three judges score without names."""

from tests.stories.entering import NAME
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is

VOTES = {"budi": ["Dapur"], "wayan": [NAME], "hasan": ["Isi"], "melati": [NAME], "sari": ["Isi"]}
JUDGES = ("ratna", "tono", "intan")
CRITERIA = ("Kebaruan", "Manfaat bagi warga", "Kelayakan", "Mudah ditiru", "Keberlanjutan")
LEVELS = {NAME: "4", "Dapur Berdaya": "3", "Isi Sekali": "2"}
HIDDEN = ("Sari Puspakirana", "Budi Wicaksana", "Wayan Sukerta", "Joko Sungkono")


def colleagues_vote(story: Story) -> None:
    it_is("2026-02-23 09:00")
    for username, choices in VOTES.items():
        casts(story, story.person(username), choices)
    changes_his_vote(story, story.person("wayan"))
    dewi = story.person("dewi")
    dewi.opens(f"/ballots/{story.refs['ballot']}", sees="Kurang dari 10 orang memilih.")
    dewi.looks("ballot-for-the-secretariat")
    story.person("ratna").opens(
        f"/ballots/{story.refs['ballot']}", sees="Juri kompetisi ini tidak ikut"
    )
    story.person("ratna").looks("ballot-for-a-judge")


def casts(story: Story, voter: Walker, choices: list[str]) -> None:
    voter.desk_says("Berikan suara Anda", as_="with-a-ballot")
    voter.presses("Buka surat suara", sees="Pilih paling banyak 2 usulan")
    voter.looks("ballot")
    story.refs["ballot"] = voter.page.url.split("/")[4]
    for choice in choices:
        voter.ticks(choice)
    voter.presses("Masukkan suara", sees="Suara Anda tercatat pukul")
    voter.looks("ballot-cast")


def changes_his_vote(story: Story, wayan: Walker) -> None:
    """He sees that it counted, never what it said; too many at once is told."""
    wayan.opens(f"/ballots/{story.refs['ballot']}", sees="Isi lagi untuk mengganti")
    assert wayan.page.locator("input:checked").count() == 0
    for choice in LEVELS:
        wayan.ticks(choice)
    wayan.presses("Ganti suara", sees="Paling banyak 2 usulan. Kurangi 1.")
    assert wayan.page.locator("input:checked").count() == 3
    wayan.looks("ballot-too-many")
    wayan.ticks("Isi")
    wayan.presses("Ganti suara", sees="Suara Anda tercatat pukul")


def judges_score(story: Story) -> None:
    it_is("2026-03-02 08:30")
    are_assigned(story, story.person("dewi"))
    for number, username in enumerate(JUDGES):
        it_is(f"2026-03-03 {9 + number:02d}:00")
        scores_all(story, story.person(username))
    sees_only_her_own(story)
    dewi = story.person("dewi")
    dewi.opens(f"/panels/{story.refs['panel']}", sees="9 dari 9")
    dewi.looks("panel-all-locked")


def are_assigned(story: Story, dewi: Walker) -> None:
    dewi.opens(f"/competitions/{story.refs['competition']}/desk", sees="Panel juri")
    dewi.presses("Panel juri", sees="Bagi usulan kepada juri")
    dewi.looks("panel")
    story.refs["panel"] = dewi.page.url.split("/")[4]
    dewi.presses("Bagi usulan", sees="9 lembar nilai dibagikan kepada para juri.")
    dewi.looks("panel-divided")


def scores_all(story: Story, judge: Walker) -> None:
    judge.desk_says("Nilai usulan", "Tinggal 3 usulan", as_="with-reviews")
    judge.opens("/reviews", sees="Anda membaca tanpa nama.")
    judge.looks("reviews")
    judge.page.locator("td ~ td, th a").first.wait_for()
    judge.page.locator("main .btn-main").click()
    signs(judge)
    judge.page.locator("main .btn-main").click()
    for left in (2, 1, 0):
        scores(story, judge)
        judge.sees("terkunci." if left else "Semua nilai Anda terkunci.")
    judge.looks("reviews-done")


def signs(judge: Walker) -> None:
    """Before the first sheet: a list without names, and one's word on it."""
    judge.sees("Periksa 3 usulan, lalu tanda tangani")
    judge.misses(*HIDDEN)
    judge.looks("declaration")
    judge.ticks("Saya menyatakan")
    judge.presses("Tanda tangani", sees="Nilai usulan")


def scores(story: Story, judge: Walker) -> None:
    judge.sees("Nilai Anda", "Nama disamarkan")
    judge.misses(*HIDDEN)
    story.refs[judge.username] = judge.page.url.split("/")[4]
    judge.looks("sheet")
    title = judge.page.locator("#copy").inner_text()
    for criterion in CRITERIA:
        judge.ticks(LEVELS[title], of=f"Nilai untuk {criterion}")
    judge.field("Catatan untuk tim").fill("Ceritanya jelas dan angkanya dapat diperiksa.")
    if story.script:
        judge.sees("5 dari 5 kriteria dinilai", "Tersimpan pukul")
    judge.looks("sheet-scored")
    judge.unfolds("Kunci nilai")
    judge.presses("Ya, kunci nilai")


def sees_only_her_own(story: Story) -> None:
    """Another judge's sheet is not there; one's own can be read and not changed."""
    ratna = story.person("ratna")
    ratna.finds_nothing_at(f"/reviews/{story.refs['tono']}")
    ratna.looks("not-found")
    ratna.opens(f"/reviews/{story.refs['ratna']}", sees="Nilai tidak dapat diubah lagi.")
    ratna.looks("sheet-locked")
    ratna.page.goto(f"/entries/{story.refs['entry']}")
    ratna.misses(*HIDDEN)
    ratna.looks("entry-for-a-judge")
