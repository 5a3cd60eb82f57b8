"""Merging two hands: nothing that either wrote is lost, and nobody is asked without need."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from ideas.road.competitions.rules import Item
from ideas.writing.drafting.merging import Meeting, joined, meeting
from ideas.writing.drafting.rules import (
    Jotting,
    Seen,
    chosen,
    folded,
    how_much,
    jotted,
    met,
    prechecks,
    written,
)
from ideas.writing.forms.rules import Section
from ideas.writing.proposals.changing import changes
from ideas.writing.proposals.rules import Writing
from tests.cases import cases

WORDS = st.sampled_from(["warga", "antre", "surat", "lama", "loket", "petugas", "x"])
GAPS = st.sampled_from([" ", " ", "  ", "\n", "\n\n- "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs).strip()
)
QUICK = cases(150)


def words(text: str) -> Counter[str]:
    return Counter(text.split())


@QUICK
@given(base=TEXTS, mine=TEXTS)
def test_what_one_side_alone_changed_is_taken_as_it_is(base: str, mine: str) -> None:
    assert meeting(base, mine, base) == Meeting(mine, base, mine, clash=False)
    assert meeting(base, base, mine) == Meeting(base, mine, mine, clash=False)
    assert meeting(base, mine, mine) == Meeting(mine, mine, mine, clash=False)


@QUICK
@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_no_word_that_either_side_added_is_lost(base: str, mine: str, theirs: str) -> None:
    kept = words(meeting(base, mine, theirs).both)
    for side in (mine, theirs):
        assert words(side) - words(base) <= kept


@QUICK
@example(base="", mine="warga surat", theirs="warga  surat")
@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_both_sides_see_the_same_from_their_own_end(base: str, mine: str, theirs: str) -> None:
    here, there = meeting(base, mine, theirs), meeting(base, theirs, mine)
    assert (here.clash, here.mine, here.theirs) == (there.clash, there.theirs, there.mine)
    assert words(here.both) == words(there.both)
    if not here.clash:
        assert here.both == there.both


@QUICK
@given(
    left=st.lists(WORDS, min_size=1, max_size=6),
    right=st.lists(WORDS, min_size=1, max_size=6),
    first=TEXTS, last=TEXTS,
)  # fmt: skip
def test_edits_apart_from_each_other_need_no_question(
    left: list[str], right: list[str], first: str, last: str
) -> None:
    middle = "inilah bagian yang tidak disentuh siapa pun"
    base = " ".join([*left, middle, *right])
    mine, theirs = f"{first} {middle} {' '.join(right)}", f"{' '.join(left)} {middle} {last}"
    found = meeting(base, mine.strip(), theirs.strip())
    assert not found.clash
    assert found.both.split() == f"{first} {middle} {last}".split()


@QUICK
@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_merging_again_what_was_merged_changes_nothing(base: str, mine: str, theirs: str) -> None:
    """As when somebody goes back to an old page and saves it once more."""
    done = meeting(base, mine, theirs)
    if not done.clash:
        again = meeting(mine, mine, done.both)
        assert (again.both, again.clash) == (done.both, False)


def test_a_passage_that_both_rewrote_keeps_both() -> None:
    found = meeting(
        "Warga antre lama di loket setiap pagi.",
        "Warga antre dua jam di loket setiap pagi.",
        "Warga antre sejak subuh di loket setiap pagi.",
    )
    assert found.clash
    assert found.both == "Warga antre dua jam sejak subuh di loket setiap pagi."
    assert ("theirs", "sejak subuh ") in found.words


def test_two_ends_written_on_are_both_there_and_stay_two_words() -> None:
    assert meeting("a", "a b", "a c").both == "a b c"
    assert meeting("b y", "b", "b x").both == "b x"
    assert joined(["satu", "dua", "\n", "tiga"]) == "satu dua\ntiga"


def test_paragraphs_and_lists_stay_what_they_are() -> None:
    base = "Satu.\n\n- dua\n- tiga\n\nEmpat."
    found = meeting(base, base.replace("dua", "2"), base.replace("Empat", "4"))
    assert (found.both, found.clash) == ("Satu.\n\n- 2\n- tiga\n\n4.", False)


def test_a_choice_is_never_cut_into_words() -> None:
    found = met({"category": "a"}, {"category": "b"}, {"category": "c"}, whole=["category"])
    assert (found.clashes, found.fields["category"].both) == (["category"], "b")


def test_without_what_it_began_with_every_difference_is_asked() -> None:
    found = met(None, {"title": "Surat", "summary": "x"}, {"title": "Loket", "summary": "x"})
    assert (found.clashes, found.fields["title"].both) == (["title"], "Surat Loket")


def test_what_came_from_the_other_hand_alone_is_told() -> None:
    base = {"title": "Surat", "summary": "Antre."}
    found = met(base, {**base, "title": "Surat kita"}, {**base, "summary": "Antre lama."})
    assert (found.clashes, found.settled) == ([], ["summary"])
    assert written(Writing(), found.texts).summary == "Antre lama."


def test_a_pick_counts_unless_the_field_was_edited_by_hand() -> None:
    sent = {"pick-title": "theirs", "mine-title": "A", "theirs-title": "B", "both-title": "A B"}
    assert chosen(sent, {"title": "A B"}) == {"title": "B"}
    assert chosen(sent, {"title": "A dan B"}) == {}
    assert chosen({**sent, "pick-title": "both"}, {"title": "A B"}) == {}


def test_a_long_unchanged_stretch_is_folded_and_its_neighbours_stay() -> None:
    long = " ".join(f"kata{n}" for n in range(100))
    parts = folded(changes(f"awal {long}", f"mula {long}"))
    assert [kind for kind, _ in parts] == ["del", "ins", "same", "fold"]
    assert parts[-1] == ("fold", "88")
    assert folded([("same", "pendek saja")]) == [("same", "pendek saja")]


def test_how_much_changed_is_counted_in_words() -> None:
    assert how_much({"a": "satu dua"}, {"a": "satu tiga empat"}) == (2, 1)


SECTIONS = (Section(key="masalah", title="Masalah"), Section(key="cara", title="Cara"))


def test_a_short_idea_sums_itself_up_and_names_itself() -> None:
    found = jotted(Jotting("Antre lama.", "Surat lewat ponsel."), SECTIONS, ["layanan"])
    assert found == Writing(
        "Surat lewat ponsel", "Surat lewat ponsel.", "layanan", {"masalah": "Antre lama."}
    )


def test_a_long_idea_is_kept_whole_in_its_own_part() -> None:
    idea = "kata " * 70
    found = jotted(Jotting("Antre.", idea.strip(), "Judul"), SECTIONS, ["a", "b"])
    assert (found.title, found.category, found.answers["cara"]) == ("Judul", "", idea.strip())
    assert len(found.summary.split()) == 60
    short = jotted(Jotting("Antre.", idea.strip()), SECTIONS[:1], [])
    assert short.answers["masalah"] == f"Antre.\n\n{idea.strip()}"


def test_the_checklist_says_what_is_settled_and_what_a_person_reads() -> None:
    items = [Item(key=key, text=key) for key in ("complete", "innovator", "permission", "new")]
    assert [line.seen for line in prechecks(items, {"answer-cara"})] == [
        Seen.LACKING, Seen.FINE, Seen.SUPERIOR, Seen.PERSON,
    ]  # fmt: skip
    assert [line.seen for line in prechecks(items, {"team"})][:2] == [Seen.FINE, Seen.LACKING]
