/* Wadah · naming people with @, and suggesting another wording for a selected passage. Both pages work without it. */
(() => {
  const TOKEN = /(?:^|\s)@([\p{L}][\p{L}.' -]{1,40})$/u;
  const make = (tag, props) => Object.assign(document.createElement(tag), props);
  const tell = text => { const out = document.getElementById("say"); if (out) out.textContent = text; };

  // @ and a few letters: the names of those who may read this too.
  const ask = async (field, q) => {
    const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(q)}`, {headers: {"HX-Request": "true", "HX-Target": "ul#mentions"}});
    if (!answer.ok) return [];
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...page.querySelectorAll("[data-ref]")].map(li => ({ref: li.dataset.ref, name: li.dataset.name, unit: li.querySelector("small")?.textContent || ""}));
  };
  const close = field => { field.found?.remove(); field.found = null; field.removeAttribute("aria-activedescendant"); field.removeAttribute("aria-controls"); };
  const mark = (field, step) => {
    const all = [...field.found.children];
    field.at = (field.at + step + all.length) % all.length;
    all.forEach((li, n) => li.setAttribute("aria-selected", n === field.at));
    field.setAttribute("aria-activedescendant", all[field.at].id);
  };
  const choose = (field, one) => {
    const end = field.selectionStart, head = field.value.slice(0, end).replace(TOKEN, found => found.replace(/@.*$/u, `@${one.name} `));
    field.value = head + field.value.slice(end);
    field.setSelectionRange(head.length, head.length);
    field.form.append(make("input", {type: "hidden", name: "mention", value: one.ref}));
    close(field);
    field.focus();
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const offer = (field, people) => {
    close(field);
    if (!people.length) return;
    field.at = 0;
    field.found = make("ul", {className: "card mentions", id: `${field.id}-found`});
    field.found.setAttribute("role", "listbox");
    people.forEach((one, n) => {
      const li = make("li", {id: `${field.id}-found-${n}`, textContent: one.unit ? `${one.name} · ${one.unit}` : one.name});
      li.setAttribute("role", "option");
      li.addEventListener("mousedown", event => { event.preventDefault(); choose(field, one); });
      field.found.append(li);
    });
    field.people = people;
    field.after(field.found);
    field.setAttribute("aria-controls", field.found.id);
    mark(field, 0);
    tell((field.dataset.tFound || "{0}").replace("{0}", people.length));
  };
  document.querySelectorAll("textarea[data-mentions]").forEach(field => {
    let turn = 0;
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => {
      const found = TOKEN.exec(field.value.slice(0, field.selectionStart)), mine = ++turn;
      if (!found) return close(field);
      setTimeout(async () => {
        if (mine !== turn) return;
        const people = await ask(field, found[1].trim()).catch(() => []);
        if (mine === turn) offer(field, people);
      }, 200);
    });
    field.addEventListener("keydown", event => {
      if (!field.found) return;
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (step) mark(field, step);
      else if (event.key === "Enter" || event.key === "Tab") choose(field, field.people[field.at]);
      else if (event.key === "Escape") close(field);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", () => close(field));
  });

  // A selected passage: a link to the form, with its part and its words filled in.
  const text = document.querySelector("[data-suggest]");
  if (!text) return;
  const link = make("a", {className: "btn suggest", textContent: text.dataset.tSuggest, hidden: true});
  text.after(link);
  const partOf = node => {
    let at = node.nodeType === 1 ? node : node.parentElement;
    while (at && at.parentElement !== text) at = at.parentElement;
    while (at && !at.dataset.part) at = at.previousElementSibling;
    return at?.dataset.part;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), words = String(chosen).trim();
    const inside = words && chosen.rangeCount && text.contains(chosen.getRangeAt(0).commonAncestorContainer);
    const part = inside && partOf(chosen.getRangeAt(0).startContainer);
    link.hidden = !part;
    if (part) link.href = `${text.dataset.suggest}?part=${encodeURIComponent(part)}&passage=${encodeURIComponent(words.slice(0, 1500))}`;
  });
})();
