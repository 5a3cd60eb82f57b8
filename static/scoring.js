/* Wadah · scoring. Keys for the sheet; it works without this file. After wadah.js. */
(() => {
  const OFF = "wadah keys off";
  const all = (sel, from = document) => [...from.querySelectorAll(sel)];
  const criteria = () => all("[data-criterion]");
  const typing = t => t.matches?.("textarea, select, [contenteditable], input:not([type=radio],[type=checkbox])");
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  // The criterion in which one is, or was last.
  let last = null;
  document.addEventListener("focusin", e => { last = e.target.closest("[data-criterion]") || last; });
  const go = way => {
    const list = criteria(), here = list.indexOf(list.includes(last) ? last : null);
    const next = list[here < 0 ? 0 : Math.min(Math.max(here + way, 0), list.length - 1)];
    const field = next?.querySelector(".scale :checked") || next?.querySelector(".scale input, .points");
    if (!field) return;
    field.focus({preventScroll: true});
    next.scrollIntoView({block: "center"});
  };
  const mark = digit => {
    const level = last?.isConnected && last.querySelector(`.scale input[value="${digit}"]`);
    if (level) { level.focus(); level.click(); }
    return !!level;
  };
  const help = () => {
    const box = document.querySelector("details.keys");
    if (!box) return false;
    box.open = !box.open;
    box.firstElementChild.focus();
    return true;
  };
  const DO = {j: () => go(1) ?? true, k: () => go(-1) ?? true, "?": help};

  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || off() || typing(e.target) || !criteria().length) return;
    const done = /^[0-9]$/.test(e.key) ? mark(e.key) : DO[e.key.toLowerCase()]?.();
    if (done) e.preventDefault();
  });

  // The switch: single keys may get in the way of speech input and of trembling hands.
  const show = button => {
    button.setAttribute("aria-pressed", String(!off()));
    button.textContent = off() ? button.dataset.tOff : button.dataset.tOn;
  };
  document.addEventListener("click", e => {
    const button = e.target.closest?.("[data-keys]");
    if (!button) return;
    try { off() ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"); } catch { /* no storage */ }
    show(button);
  });
  all("[data-keys]").forEach(show);

  // Without a line one stays on the sheet, which keeps what was typed, instead of losing the page.
  addEventListener("submit", e => {
    if (navigator.onLine || e.target.id !== "sheet") return;
    e.preventDefault();
    e.stopImmediatePropagation();
    dispatchEvent(new Event("offline"));
  }, true);
})();
