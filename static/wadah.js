/* Wadah · small helpers. Every page works without this file. Texts come from data-t-* on <body>. */
(() => {
  const root = document.documentElement, body = document.body, T = body.dataset;
  const all = (sel, from = document) => [...from.querySelectorAll(sel)];
  const fill = (text, value) => text.replace("{0}", value);
  const tell = text => { const out = document.getElementById("say"); if (out) out.textContent = text; };
  root.classList.add("js");

  // What counts as a word: the same rule as ideas/writing/forms/words.py.
  const RUN = /[^\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2014]+/g;
  const words = text => (text.replaceAll("--", " ").match(RUN) || []).filter(run => /[\p{L}\p{N}]/u.test(run)).length;
  const count = field => {
    const out = document.getElementById(field.id + "-count"), over = words(field.value) - field.dataset.max;
    if (!out) return;
    out.firstElementChild.textContent = over + +field.dataset.max;
    if (out.classList.toggle("over", over > 0) && !out.said) tell(fill(T.tOver, over));
    out.said = over > 0;
  };

  const make = (tag, cls, text) => Object.assign(document.createElement(tag), {className: cls, textContent: text});
  const toast = text => {
    const box = make("p", "toast", text);
    document.getElementById("toasts")?.replaceChildren(box);
    tell(text);
    setTimeout(() => box.remove(), 8000);
  };

  // Theme and text size: shown at once, kept by the server.
  const wear = (button, form) => {
    const kind = button.dataset.set, now = kind === "text" && root.dataset.text ? "" : button.value;
    now ? root.dataset[kind] = now : delete root.dataset[kind];
    if (kind === "theme") all("[data-dark]").forEach(sheet => {
      sheet.media = {dark: "screen", light: "not all"}[now] || "screen and (prefers-color-scheme: dark)";
    });
    all(`[data-set=${kind}]`).forEach(b => b.setAttribute("aria-pressed", kind === "text" ? !!now : b.value === now));
    const sent = new URLSearchParams(new FormData(form));
    sent.set(kind, now);
    fetch(form.action, {method: "POST", body: sent, redirect: "manual"}).catch(() => {});
  };

  // A form is sent once: its button says so until the answer is there.
  const busy = (form, button) => {
    form.dataset.sent = "";
    setTimeout(free, 20000, form); // a download leaves the page where it is
    if (!button) return;
    form.pressed = button;
    button.kept = [...button.childNodes];
    button.setAttribute("aria-busy", "true");
    button.replaceChildren(make("span", "spin", ""), button.dataset.busy || T.tSending);
  };
  const free = form => {
    delete form.dataset.sent;
    form.pressed?.removeAttribute("aria-busy");
    form.pressed?.replaceChildren(...form.pressed.kept);
    form.pressed = null;
  };

  // Autosave: a form says data-autosave="URL". What is not acknowledged stays in this browser.
  const live = new Map();
  const mine = `wadah ${T.person} `;
  const kept = act => { try { Object.keys(localStorage).forEach(k => k.startsWith(mine) && act(k)); } catch { /* no storage */ } };
  const keyOf = form => mine + `${new URL(form.dataset.autosave || form.action, location.href).pathname}`;
  // What may be kept and sent along the way: words and choices, no files, no passwords.
  const plain = (form, sent) => {
    [...sent].forEach(([k, v]) => (typeof v !== "string" || form.elements[k]?.type === "password") && sent.delete(k));
    return sent;
  };
  const typed = form => [...plain(form, new FormData(form))].filter(([k]) => !/^(token|once|version|opened)$|^meet-/.test(k));
  const keep = (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); return true; } catch { return false; } };
  const show = (form, icon, text) => all("[data-saved]", form).forEach(out => {
    out.classList.toggle("down", icon === "wifi-off");
    const use = out.querySelector("use");
    use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#" + icon));
    out.lastElementChild.textContent = text;
  });
  const put = (form, fields) => {
    const left = new Map();
    fields.forEach(([k, v]) => left.set(k, [...(left.get(k) || []), v]));
    [...form.elements].forEach(e => {
      if (!e.name || /^(hidden|file|submit|password)$/.test(e.type) || e.tagName === "BUTTON") return;
      const mine = left.get(e.name) || [];
      if (/^(radio|checkbox)$/.test(e.type)) e.checked = mine.includes(e.value);
      else if (mine.length) e.value = mine.shift();
      if (e.dataset.max) count(e);
    });
  };
  // Whether nothing of these fields would go, if the others took their place.
  const within = (fields, others) => {
    const there = new Map();
    others.forEach(([k, v]) => there.set(k, `${there.get(k) ?? ""}\n${v}`));
    return fields.every(([k, v]) => (there.get(k) ?? "").includes(v.trim()));
  };
  const clock = at => {
    const then = new Date(at), two = n => String(n).padStart(2, "0"), time = `${two(then.getHours())}.${two(then.getMinutes())}`;
    return then.toDateString() === new Date().toDateString() ? time : `${then.getDate()}/${then.getMonth() + 1} ${time}`;
  };
  const save = async form => {
    const state = live.get(form);
    if (!state?.dirty || state.saving || state.halted || "sent" in form.dataset || !form.isConnected) return;
    const turn = state.turn;
    state.saving = true;
    state.done = false;
    show(form, "refresh-cw", T.tSaving);
    try {
      const block = form.dataset.block && document.getElementById(form.dataset.block);
      await htmx.ajax("POST", form.dataset.autosave || form.action, {
        source: form, autosave: form, target: block || form, swap: block ? "outerHTML" : "none",
        headers: block ? {"HX-Target": `div#${block.id}`} : {},
      });
    } catch { /* told below */ }
    state.saving = false;
    if (!state.done) return show(form, "wifi-off", state.halted ? T.tHeld : T.tUnsaved);
    if (turn !== state.turn) return changed(form);
    state.dirty = false;
    state.began = typed(form);
    keep(keyOf(form));
    show(form, "cloud-check", fill(T.tSaved, clock(Date.now())));
  };
  const soon = (form, ms = 900) => {
    const state = live.get(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(save, ms, form);
  };
  const note = (form, sent) => keep(keyOf(form), JSON.stringify({version: form.elements.version?.value, hand: form.elements.once?.value, sitting: T.sitting, at: Date.now(), fields: typed(form), began: live.get(form)?.began, sent}));
  const changed = form => {
    const state = live.get(form);
    state.turn++;
    state.dirty = true;
    state.halted = false;
    state.kept = note(form);
    navigator.onLine ? show(form, "refresh-cw", T.tSaving) : show(form, "wifi-off", T.tOffline);
    soon(form);
  };
  const watch = form => {
    if (live.has(form)) return;
    live.set(form, {turn: 0, began: typed(form)});
    let old = null;
    try { old = JSON.parse(localStorage.getItem(keyOf(form))); } catch { /* nothing kept */ }
    if (!old) return;
    const here = typed(form), untouched = old.began && within(here, old.began) && within(old.began, here);
    if (JSON.stringify(here) === JSON.stringify(old.fields)) return keep(keyOf(form));
    // Nobody else has written since: the page is as it was, or the lost window was the last to save.
    const alone = old.version === form.elements.version?.value || (old.hand && old.hand === form.dataset.hand);
    // A browser that dies may forget its last seconds: what it kept is then older than what was saved.
    if (alone && !untouched && within(old.fields, here)) return keep(keyOf(form));
    const same = alone && (untouched || within(here, old.fields));
    const box = make("div", "notice is-news kept", ""), row = make("p", "row", "");
    const button = (text, act) => {
      const made = Object.assign(make("button", "btn", text), {type: "button", onclick: () => { act(); box.remove(); }});
      row.append(made);
    };
    if (!same) button(T.tUse, () => {
      // Sent as what it is, older than what is stored, so that the server puts both together.
      const meets = "meets" in form.dataset && old.version;
      if (meets) form.elements.version.value = old.version;
      if (meets && old.sitting === T.sitting) form.elements.once.value = old.hand;
      put(form, old.fields);
      changed(form);
      if (meets) form.requestSubmit(form.querySelector("[name=then][value=save]"));
    });
    button(T.tUndo, () => { put(form, here); same ? changed(form) : keep(keyOf(form)); });
    box.append(make("p", "", fill(same ? T.tBack : T.tOlder, clock(old.at || Date.now()))), row);
    box.setAttribute("role", "status");
    form.prepend(box);
    box.kept = {form, row, here, old: old.fields, began: old.began};
    box.dispatchEvent(new Event("wadah:kept", {bubbles: true}));
    if (!same) return;
    // Write on as the lost window, whose last words may still be on their way to the server.
    if (old.hand && old.sitting === T.sitting) form.elements.once.value = old.hand;
    put(form, old.fields);
    changed(form);
  };
  const retry = () => live.forEach((_, form) => form.isConnected ? save(form) : live.delete(form));
  const start = () => all("form[data-autosave]").forEach(watch);
  setInterval(retry, 15000);
  addEventListener("online", () => { live.forEach((state, form) => state.dirty || show(form, "cloud-check", T.tOnline)); retry(); });
  addEventListener("offline", () => live.forEach((_, form) => show(form, "wifi-off", T.tOffline)));
  addEventListener("pageshow", () => all("[data-sent]").forEach(free));
  document.addEventListener("visibilitychange", () => document.hidden && retry());
  addEventListener("pagehide", () => live.forEach((state, form) => {
    if (state.dirty && !state.halted && !("sent" in form.dataset)) navigator.sendBeacon?.(form.dataset.autosave || form.action, plain(form, new FormData(form)));
  }));
  addEventListener("beforeunload", e => live.forEach(s => s.dirty && s.kept === false && e.preventDefault()));

  document.addEventListener("input", e => {
    const field = e.target, form = field.form;
    if (field.dataset.max) count(field);
    if (form && live.has(form)) changed(form);
  });
  document.addEventListener("submit", e => {
    const form = e.target;
    if (form.method !== "post") return;
    if (e.submitter?.dataset.set && e.submitter.name !== "language") { e.preventDefault(); return wear(e.submitter, form); }
    if ("sent" in form.dataset || e.submitter?.getAttribute("aria-disabled") === "true") { e.preventDefault(); return e.stopPropagation(); }
    if (new URL(form.action).pathname === "/signout") kept(key => keep(key));
    if (live.has(form)) { clearTimeout(live.get(form).timer); note(form, true); }
    setTimeout(() => busy(form, e.submitter)); // after the browser has read the pressed button
  }, true);
  document.addEventListener("click", e => {
    const t = e.target.closest?.("[data-open],[data-close],[data-print]");
    all("details.menu[open]").forEach(m => m.contains(e.target) || (m.open = false));
    if (!t) return;
    if (t.dataset.open) document.getElementById(t.dataset.open)?.showModal();
    if ("close" in t.dataset) { const d = t.closest("dialog,details"); d.close ? d.close() : (d.open = false, d.firstElementChild.focus()); }
    if ("print" in t.dataset) print();
  });
  document.addEventListener("keydown", e => {
    const t = e.target;
    if (e.key === "Escape") all("details.menu[open],details.confirm[open]").forEach(m => { m.open = false; m.firstElementChild.focus(); });
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      // Outside of any form, as after a page was loaded, it is the page's own.
      const next = (t.form || t.closest("form") || document).querySelector("[data-next]");
      if (next) { e.preventDefault(); next.form.requestSubmit(next); }
    }
    const box = /^[0-9]$/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey && t.closest(".scale");
    const level = box && box.querySelector(`input[value="${e.key}"]`);
    if (level) { e.preventDefault(); level.focus(); level.click(); }
  });

  // htmx 4. A redirect becomes a visit, a whole page never lands in a block, an autosave is not a submit.
  document.addEventListener("htmx:config:request", e => {
    const {autosave, request} = e.detail.ctx;
    if (autosave) plain(autosave, request.body);
  });
  document.addEventListener("htmx:after:request", e => {
    const {autosave, request, response} = e.detail.ctx, {ok, redirected, status} = response.raw;
    const state = live.get(autosave || request.form);
    if (ok || status === 422) document.getElementById("reason")?.replaceChildren();
    if (!state) return;
    if (autosave) {
      state.done = ok && !redirected;
      state.halted = status > 399 && status < 500 && status !== 408 && status !== 429;
    } else if (ok) {
      state.dirty = false;
      keep(keyOf(request.form));
    }
  });
  document.addEventListener("htmx:before:swap", e => {
    const {autosave, response, text} = e.detail.ctx;
    if (!response) return;
    const {url, ok, status} = response.raw, whole = /<html[\s>]/i.test(text);
    if (!whole && !(autosave && status > 499)) return;
    e.preventDefault();
    if (autosave) return;
    if (ok) return location.assign(url);
    const page = new DOMParser().parseFromString(text, "text/html").getElementById("isi");
    if (!page) return toast(T.tLost);
    document.getElementById("isi").replaceWith(page);
    htmx.process(page);
    scrollTo(0, 0);
    (page.querySelector("[role=alert][tabindex]") || page).focus();
  });
  document.addEventListener("htmx:error", e => e.detail.ctx?.autosave || (e.detail.ctx && toast(T.tLost)));
  document.addEventListener("htmx:finally:request", e => {
    const {autosave, request: {form}, response} = e.detail.ctx;
    if (autosave || !form) return;
    free(form);
    if (live.has(form) && form.isConnected && !response?.raw.ok) note(form);
  });
  document.addEventListener("htmx:after:swap", e => {
    const {autosave, target} = e.detail.ctx;
    start();
    if (autosave) return;
    const block = target?.id && document.getElementById(target.id), alarm = document.querySelector("#isi [role=alert][tabindex]:not(:empty)");
    if (alarm) return alarm.focus();
    tell((block?.querySelector?.("[data-say]") || document.getElementById("flash"))?.textContent.trim() || "");
    if (block && document.activeElement === document.body) { block.tabIndex = -1; block.focus({preventScroll: true}); }
  });
  // What was sent has arrived when the next page is not a failure and was not reloaded.
  // A page that was opened anew after the line broke proves nothing: what was sent leads somewhere, or back with errors.
  const came = performance.getEntriesByType("navigation")[0];
  const arrived = came?.type === "navigate" && (came.redirectCount > 0 || document.querySelector("#isi .errors"));
  kept(key => {
    const old = JSON.parse(localStorage.getItem(key));
    if (old.sent && "failed" in T) keep(key, JSON.stringify({...old, sent: false}));
    else if (old.sent && arrived) keep(key);
  });
  start();
})();
