"""Somebody who has a keyboard and nothing else: every step is a key, and the focus can be seen."""

from playwright.sync_api import Locator, expect

from tests.stories.walking import Walker

FARTHEST = 400  # keys; nobody would press that many
PARTS = 6  # of a moment: day, month, year, hour, minute, half of the day
# How many stops away it stands, backwards below zero. A radio's name is reached with its group:
# the group is one stop, and within it arrows choose.
STOPS_TO = """(wanted, near) => {
  const at = document.activeElement;
  const stop = one => one.type === "radio" ? one.form?.elements[one.name] ?? one : one;
  if (at === wanted || near && stop(at) === stop(wanted)) return 0;
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]");
  const open = [...all].filter(
    one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  const stops = [...new Set(open.map(stop))];
  const passed = open.filter(one => at.compareDocumentPosition(one) & 2);
  const here = stops.includes(stop(at)) ? stops.indexOf(stop(at))
    : new Set(passed.map(stop)).size - 1;
  return stops.includes(stop(wanted)) && stops.indexOf(stop(wanted)) - here || 1;
}"""
# What is drawn may be the control itself, or the mark beside it; and something may lie above it.
IN_SIGHT = """() => {
  const at = document.activeElement, near = [at, at.nextElementSibling, at.closest("label")];
  const drawn = near.filter(Boolean).find(one => {
    const look = getComputedStyle(one);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  });
  if (!drawn) return "the focus is not drawn";
  const {left, right, top, bottom} = drawn.getBoundingClientRect();
  const open = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].some(([x, y]) => {
    const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return there && (drawn.contains(there) || there.contains(drawn));
  });
  return open ? "" : "the focus is covered, or out of sight";
}"""


class Typist(Walker):
    """A Walker whose hands never leave the keys."""

    def reaches(self, target: Locator, *, group: bool = False) -> None:
        """Tab until it has the focus, and see that it has. Whoever has gone too far turns back."""
        wanted, pressed = target.element_handle(), 0
        while stops := wanted.evaluate(STOPS_TO, group):
            if pressed > FARTHEST:
                raise AssertionError(
                    f"{self.username}: no Tab leads to {target} at {self.page.url}"
                )
            for _ in range(abs(stops)):
                self.page.keyboard.press("Tab" if stops > 0 else "Shift+Tab")
            pressed += abs(stops)
        hidden = self.page.evaluate(IN_SIGHT)
        assert not hidden, f"{self.username}: {hidden} on {target} at {self.page.url}"

    def types(self, text: str) -> None:
        """The first word letter by letter, the rest at once, as keyboards that guess words do."""
        first, gap, rest = text.partition(" ")
        self.page.keyboard.type(first)
        self.page.keyboard.insert_text(gap + rest)

    def writes(self, label: str, text: str) -> None:
        field = self.field(label)
        self.reaches(field)
        if field.get_attribute("type") in ("date", "datetime-local"):
            return self.dates(field, text)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        return self.types(text)

    def dates(self, field: Locator, text: str) -> None:
        """Day, month, year, hour, minute; browsers of some places want the month first."""
        day, _, clock = text.partition("T")
        year, month, date = day.split("-")
        for first in (date + month, month + date):
            for _ in range(PARTS):
                self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(first + year)
            if clock:
                self.page.keyboard.press("ArrowRight")
                self.page.keyboard.type(clock.replace(":", "") + "A")
            if field.input_value() == text:
                return
        raise AssertionError(f"{text} cannot be typed at {self.page.url}: {field.input_value()}")

    def chooses(self, label: str, option: str) -> None:
        field = self.field(label)
        self.reaches(field)
        chosen = field.locator("option:checked")
        for _ in range(field.locator("option").count()):
            if chosen.inner_text() == option:
                break
            self.page.keyboard.press("ArrowDown")
        assert chosen.inner_text() == option

    def ticks(self, choice: str, *, of: str = "") -> None:
        """A box by Space; one of several by arrows."""
        box = self.label(choice, of=of).locator("input")
        radio = box.get_attribute("type") == "radio"
        self.reaches(box, group=radio)
        if radio and not box.evaluate("box => box === document.activeElement"):
            self.chooses_by_arrows(box)
        elif not box.is_checked():
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def chooses_by_arrows(self, box: Locator) -> None:
        for _ in range(FARTHEST):
            if box.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.username}: no arrow chooses {box}")

    def presses(self, name: str, *, sees: str = "") -> None:
        self.reaches(self.control(name))
        self.page.keyboard.press("Enter")
        if sees:
            self.sees(sees)

    def unfolds(self, name: str) -> None:
        summary = self.main.locator("summary", has_text=name).first
        self.reaches(summary)
        self.page.keyboard.press("Enter")
        expect(summary.locator("..")).to_have_attribute("open", "")
