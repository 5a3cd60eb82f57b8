"""The calibration room: the same two entries for every judge, and words that they agree on."""

from ideas.stages import StepKind
from tests.two_worlds.bench import Bench


def calibrate(bench: Bench) -> None:
    panel = bench.step(StepKind.PANEL)
    room = f"/rooms/{panel.ref}"
    bench.post("dewi", room, {"do": "lot"})
    for judge in sorted({who for who, *_ in bench.piles(StepKind.PANEL, anchor=True)}):
        bench.sign(judge)
    for judge, sheet, number in bench.piles(StepKind.PANEL, anchor=True):
        bench.lock(judge, f"/reviews/{sheet.ref}", number)
    agreed = {"criterion": "dampak", "text": "Hitung warga, bukan unit kerja."}
    bench.post("surya", f"{room}/wordings", agreed)
    bench.post("dewi", f"{room}/closing", {})
