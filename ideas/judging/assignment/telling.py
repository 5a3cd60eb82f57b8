"""What is told of a draw: why this judge, and when none can be, what would cure that."""

from collections import Counter

from ideas.judging.assignment.rules import Assignment, Bound, Entry, Judge, Pair, Problem, Rule
from ideas.say import Sentence, say


def cured(problem: Problem, bound: Bound, missing: int) -> Sentence:
    """`missing`: by how much the bound must give."""
    if bound.rule in (Rule.MAX_LOAD, Rule.MIN_LOAD):
        return _of_loads(problem, bound, missing)
    if bound.rule is Rule.CATEGORIES:
        return _of_category(problem, bound)
    return _of_entries(problem, bound)


def _of_loads(problem: Problem, bound: Bound, missing: int) -> Sentence:
    if bound.rule is Rule.MIN_LOAD:
        return say(
            "Beban terkecil juri meminta {n} penilaian lebih dari yang ada. Turunkan batas itu, "
            "atau kurangi juri.", n=missing,
        )  # fmt: skip
    limits = [j.most for j in problem.judges if j.name in bound.names and j.most]
    judges = -(-missing // max(limits, default=1))
    short = _short_categories(problem)
    if not short:
        return say(
            "Masih kurang {n} penilaian. Tambah {judges} juri, naikkan batas beban, atau kurangi "
            "juri per usulan.", n=missing, judges=judges,
        )  # fmt: skip
    category, n = max(short.items(), key=lambda one: (one[1], one[0]))
    return say(
        "Kategori {category} butuh {n} penilaian lagi. Tambah {judges} juri yang membacanya, "
        "naikkan batas beban, atau kurangi juri per usulan.",
        category=category, n=n, judges=-(-n // max(limits, default=1)),
    )  # fmt: skip


def _short_categories(problem: Problem) -> dict[str, int]:
    """Categories that lack reviews even if their judges read nothing else."""
    wanted: Counter[str] = Counter()
    for entry in problem.entries:
        wanted[entry.category] += problem.needs.get(entry.name, problem.per_entry)
    short = {c: n - _room(problem, c) for c, n in wanted.items() if c}
    return {category: n for category, n in short.items() if n > 0}


def _room(problem: Problem, category: str) -> int:
    entries = sum(entry.category == category for entry in problem.entries)
    return sum(
        entries if judge.most is None else min(entries, judge.most)
        for judge in _readers(problem, category)
    )


def _readers(problem: Problem, category: str) -> list[Judge]:
    return [judge for judge in problem.judges if judge.reads(category)]


def _of_category(problem: Problem, bound: Bound) -> Sentence:
    category = bound.names[0]
    return say(
        "Kategori {category} hanya dibaca {have} juri. Setiap usulan perlu {need}. Tambah juri "
        "yang membacanya, atau kurangi juri per usulan.",
        category=category, have=len(_readers(problem, category)), need=problem.per_entry,
    )  # fmt: skip


def _of_entries(problem: Problem, bound: Bound) -> Sentence:
    first, n = bound.names[0], len(bound.names)
    need = problem.needs.get(first, problem.per_entry)
    if bound.rule is Rule.PER_ENTRY:
        return say("Baru ada {have} juri. Setiap usulan perlu {need} juri.",
                   have=len(problem.judges), need=need)  # fmt: skip
    if bound.rule is Rule.BRIDGES:
        return say(
            "Usulan {entry} tidak mendapat juri dari panel lain. Ada {n} usulan seperti ini. "
            "Tambah juri di panel lain, atau bagi usulan itu tanpa juri jembatan.",
            entry=first, n=n,
        )  # fmt: skip
    return say(
        "Usulan {entry} hanya punya {have} juri tanpa benturan, perlu {need}. "
        "Ada {n} usulan seperti ini. Tambah juri dari unit lain.",
        entry=first, have=_free(problem, first), need=need, n=n,
    )  # fmt: skip


def _free(problem: Problem, name: str) -> int:
    category = next(entry.category for entry in problem.entries if entry.name == name)
    apart = problem.conflicts | problem.must_not
    return sum((name, judge.name) not in apart for judge in _readers(problem, category))


def why(problem: Problem, assignment: Assignment, pair: Pair) -> tuple[Sentence, ...]:
    """Why this judge reads this entry: what suits, what bridges, and how far lots decided."""
    entry = next(entry for entry in problem.entries if entry.name == pair[0])
    judge = next(judge for judge in problem.judges if judge.name == pair[1])
    bridge = any(one.bridge for one in assignment.pairs if one.pair == pair)
    parts = [_pinned(problem, pair), _reads(entry, judge), _shares(entry, judge)]
    if problem.wishes.get(pair, 0) > 0:
        parts.append(say("Juri ini ingin membaca usulan ini."))
    if bridge:
        parts.append(say("Juri jembatan dari panel {panel}: dengannya panel dapat dibandingkan.",
                         panel=judge.panel))  # fmt: skip
    loads = sorted(assignment.load.values())
    parts.append(say("Bebannya {n} usulan; beban juri lain {low} sampai {high}.",
                     n=assignment.load[judge.name], low=loads[0], high=loads[-1]))  # fmt: skip
    if pair not in problem.must:
        parts.append(say("Tidak ada benturan. Di antara yang setara, undian memutuskan."))
    return tuple(part for part in parts if part)


def _pinned(problem: Problem, pair: Pair) -> Sentence | None:
    if pair in problem.must:
        return say("Ditetapkan lebih dulu, atau sudah dinilai.")
    return say("Sudah dibagikan sebelumnya.") if pair in problem.existing else None


def _reads(entry: Entry, judge: Judge) -> Sentence:
    if not judge.categories:
        return say("Juri ini membaca semua kategori.")
    if judge.reads(entry.category):
        return say("Juri ini membaca kategori {category}.", category=entry.category)
    return say("Kategori {category} di luar bidangnya; hanya untuk jembatan.",
               category=entry.category)  # fmt: skip


def _shares(entry: Entry, judge: Judge) -> Sentence | None:
    shared = ", ".join(sorted(entry.tags & judge.tags))
    return say("Keahliannya cocok: {shared}.", shared=shared) if shared else None
