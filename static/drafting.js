/* Wadah · drafting. Refines the pages of writing; each of them works without this file. After wadah.js. */
(() => {
  const T = document.body.dataset;
  const all = (sel, from = document) => [...from.querySelectorAll(sel)];
  const make = (tag, cls, text) => Object.assign(document.createElement(tag), {className: cls, textContent: text});

  // What differs in two texts, by words: what both begin and end with is only hinted at.
  const NEAR = 8;
  const parts = (from, to) => {
    const a = from.match(/\s+|\S+/g) || [], b = to.match(/\s+|\S+/g) || [], least = Math.min(a.length, b.length);
    let head = 0, tail = 0;
    while (head < least && a[head] === b[head]) head++;
    while (tail < least - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
    const cut = (list, begin, end) => list.slice(Math.max(begin, 0), end).join("");
    return [
      ["", (head > NEAR ? "… " : "") + cut(a, head - NEAR, head)],
      ["del", cut(a, head, a.length - tail)], ["ins", cut(b, head, b.length - tail)],
      ["", cut(a, a.length - tail, a.length - tail + NEAR) + (tail > NEAR ? " …" : "")],
    ];
  };
  const named = (form, name) => all(`label[for="f-${CSS.escape(name)}"], legend`, form).find(label => label.htmlFor || label.parentElement.querySelector(`[name="${CSS.escape(name)}"]`));

  // Unsaved words that came back: which ones, in the words themselves.
  const tell = box => {
    const {form, row, here, old, began} = box.kept, now = new Map(here), first = new Map(began || here);
    old.filter(([name, text]) => (first.get(name) ?? "") !== text && (now.get(name) ?? "") !== text).slice(0, 6).forEach(([name, text]) => {
      const label = named(form, name), diff = make("div", "diff small", "");
      diff.append(make("b", "", `${(label?.firstChild?.textContent || "").trim()} `));
      parts(now.get(name) ?? "", text).forEach(([tag, words]) => words && diff.append(tag ? make(tag, "", words) : words));
      row.before(diff);
    });
  };
  all(".kept").forEach(box => box.kept && tell(box));
  document.addEventListener("wadah:kept", e => tell(e.target));

  // Another hand wrote: told where one is writing, not only in the margin.
  const beside = e => {
    if (!e.detail.ctx.autosave) return; // only the answer to an autosave says whether another hand wrote
    const form = document.getElementById("writing"), box = document.querySelector("#checks .beside");
    all(".beside", form).forEach(old => old.remove());
    if (box && form) form.querySelector(".dock").before(box);
  };
  document.addEventListener("htmx:after:swap", beside);

  // Where two texts clash, the field shows at once what is picked.
  document.addEventListener("change", e => {
    const {name = "", value, form} = e.target;
    if (!name.startsWith("meet-pick-")) return;
    const field = form.elements[name.slice(10)], text = form.elements[`meet-${value}-${name.slice(10)}`], both = form.elements[`meet-both-${name.slice(10)}`];
    if (!field || !text) return;
    both.dataset.first ??= both.value;
    field.value = both.value = value === "both" ? both.dataset.first : text.value;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  });

  // A form that is sent once keeps its words in this browser until they have arrived.
  const fields = form => all("textarea, input:not([type=hidden]):not([type=radio])", form).filter(field => field.name);
  all("form[data-keep]").forEach(form => {
    const key = `wadah ${T.person} keep ${form.dataset.keep}`;
    const keep = sent => {
      const words = fields(form).map(field => [field.name, field.value]);
      try { localStorage.setItem(key, JSON.stringify({at: Date.now(), fields: words, sent})); } catch { /* no storage */ }
    };
    try {
      const old = new Map(JSON.parse(localStorage.getItem(key))?.fields || []);
      fields(form).forEach(field => field.value ||= old.get(field.name) || "");
    } catch { /* nothing kept */ }
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", () => keep(true));
  });
})();
