/* Wadah · writing. A toolbar over long texts, shortcuts, a preview by the server, and pasting that keeps
   headings, lists, tables, bold, italic and links as Markdown. Without it a text area is a text area. */
(() => {
  const LONG = 'textarea[name^="answer-"],textarea[data-toolbar]';
  const bar = document.getElementById("toolbar");
  if (!bar) return;
  const word = name => bar.dataset[name];

  // What is put in goes through the browser's own editing, so that Ctrl+Z takes it back.
  const put = (area, from, to, text, select = [text.length, text.length]) => {
    area.focus();
    area.setSelectionRange(from, to);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) { area.setRangeText(text, from, to, "end"); area.dispatchEvent(new Event("input", {bubbles: true})); }
    area.setSelectionRange(from + select[0], from + select[1]);
  };

  const wrap = (area, mark) => {
    const {selectionStart: a, selectionEnd: b, value} = area, n = mark.length;
    const inside = value.slice(a, b).trim() || word("text");
    if (value.slice(a - n, a) === mark && value.slice(b, b + n) === mark) return put(area, a - n, b + n, value.slice(a, b), [0, b - a]);
    const space = /\s*$/.exec(value.slice(a, b))[0], lead = b > a ? /^\s*/.exec(value.slice(a, b))[0] : "";
    const text = lead + mark + inside + mark + (b > a ? space : "");
    put(area, a, b, text, [lead.length + n, lead.length + n + inside.length]);
  };

  const SIGN = /^(#{1,6} |[-*+] |\d+[.)] |> )/;
  const lines = (area, sign) => {
    const {value} = area, from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const end = value.indexOf("\n", area.selectionEnd), to = end < 0 ? value.length : end;
    const rows = value.slice(from, to).split("\n");
    const signs = rows.map((_, n) => sign === "1. " ? `${n + 1}. ` : sign);
    const there = rows.every((row, n) => row.startsWith(signs[n]));
    const text = rows.map((row, n) => (there ? "" : signs[n]) + row.replace(SIGN, "")).join("\n");
    put(area, from, to, text, [rows.length > 1 ? 0 : text.length, text.length]);
  };

  const apart = (area, text, select) => {
    const {selectionStart: a, selectionEnd: b, value} = area;
    const before = !a || value.slice(0, a).endsWith("\n\n") ? "" : value[a - 1] === "\n" ? "\n" : "\n\n";
    put(area, a, b, before + text + "\n\n", select.map(n => n + before.length));
  };

  const DO = {
    bold: area => wrap(area, "**"),
    italic: area => wrap(area, "*"),
    heading: area => lines(area, "## "),
    list: area => lines(area, "- "),
    numbers: area => lines(area, "1. "),
    quote: area => lines(area, "> "),
    table: area => {
      const cell = word("column");
      apart(area, `| ${cell} 1 | ${cell} 2 |\n|---|---|\n| … | … |\n| … | … |`, [2, 4 + cell.length]);
    },
    link: area => {
      const {selectionStart: a, selectionEnd: b, value} = area, text = value.slice(a, b) || word("text");
      put(area, a, b, `[${text}](https://)`, [text.length + 3, text.length + 11]);
    },
    preview: (area, button) => preview(area, button),
  };

  const preview = async (area, button) => {
    const old = area.parentElement.querySelector(".seen");
    button.setAttribute("aria-pressed", String(!old));
    area.hidden = !old;
    if (old) { old.remove(); return area.focus(); }
    const box = Object.assign(document.createElement("div"), {className: "seen prose", tabIndex: -1, textContent: word("wait")});
    area.after(box);
    const {form} = area, sent = new URLSearchParams({[area.name]: area.value, token: form.elements.token.value, once: form.elements.once.value});
    try {
      const answer = await fetch(bar.dataset.preview, {method: "POST", body: sent, headers: {"HX-Request": "true", "HX-Target": "div#preview"}});
      if (!answer.ok) throw new Error("refused");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      box.replaceChildren(...page.querySelector(".prose").childNodes);
    } catch { box.textContent = word("lost"); }
    box.focus({preventScroll: true});
  };

  const attach = () => document.querySelectorAll(LONG).forEach(area => {
    if (area.previousElementSibling?.matches(".toolbar") || !area.form?.elements.token) return;
    const tools = bar.content.firstElementChild.cloneNode(true);
    tools.setAttribute("aria-controls", area.id);
    const buttons = [...tools.querySelectorAll("button")];
    buttons.forEach((button, n) => { button.tabIndex = n ? -1 : 0; });
    tools.addEventListener("click", e => {
      const button = e.target.closest("button");
      if (!button) return;
      if (area.hidden && button.dataset.do !== "preview") return;
      DO[button.dataset.do](area, button);
    });
    tools.addEventListener("keydown", e => {
      const at = buttons.indexOf(document.activeElement), last = buttons.length - 1;
      const to = {ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at ? at - 1 : last, Home: 0, End: last}[e.key];
      if (to === undefined) return;
      e.preventDefault();
      buttons.forEach((button, n) => { button.tabIndex = n === to ? 0 : -1; });
      buttons[to].focus();
    });
    area.before(tools);
  });

  // Pasting. The document is read without loading or running anything in it.
  const GONE = "head,style,script,template,del,s,strike,iframe,object,svg,img,button,input,select,textarea,noscript," +
    ".msoDel,.MsoCommentReference,.msocomanchor,.msocomtxt,[data-style*='mso-element:comment'],[data-style*='mso-hide'],[data-style*='line-through'],[data-style*='display:none'],[hidden]";
  const BLOCK = /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|HR|PRE|ARTICLE|SECTION|HEADER|FOOTER|MAIN|DL|DT|DD|FIGURE|FIGCAPTION|BODY|CENTER|ADDRESS)$/;
  const heavy = node => {
    const weight = /font-weight:\s*(\w+)/.exec(node.getAttribute("data-style") || "")?.[1];
    return weight ? weight === "bold" || weight >= 600 : /^(B|STRONG)$/.test(node.tagName);
  };
  const slanted = node => {
    const style = /font-style:\s*(\w+)/.exec(node.getAttribute("data-style") || "")?.[1];
    return style ? style !== "normal" : /^(I|EM)$/.test(node.tagName);
  };
  const marked = (text, mark) => {
    const [, lead, inside, tail] = /^(\s*)([^]*?)(\s*)$/.exec(text);
    return inside ? lead + mark + inside + mark + tail : text;
  };
  const plain = text => text.replace(/[\s\u00a0]+/g, " ").replace(/[\\*]|\b_|_\b/g, "\\$&");
  const inline = (node, flat) => {
    if (node.nodeType === 3) return plain(node.data);
    if (node.nodeType !== 1 || node.matches(GONE)) return "";
    if (node.tagName === "BR") return flat ? " " : "\n";
    let text = [...node.childNodes].map(child => inline(child, flat)).join("");
    const href = node.tagName === "A" && /^(https?:\/\/|mailto:)[^\s()<>]+$/.test(node.getAttribute("href")) && node.getAttribute("href");
    if (flat !== "bare" && slanted(node) && !node.querySelector("b,i,em,strong")) text = marked(text, "*");
    if (flat !== "bare" && heavy(node)) text = marked(text.replaceAll("**", ""), "**");
    return href && text.trim() && flat !== "bare" ? `[${text.trim()}](${href})` : text;
  };
  const tidy = text => text.replaceAll("****", "").replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim();

  const table = (node, out) => {
    const rows = [...node.rows].map(row => [...row.cells].map(cell => tidy(inline(cell, "table").replace(/\n/g, " ")).replaceAll("|", "\\|")));
    const wide = Math.max(...rows.map(row => row.length));
    if (wide < 2) return [...node.rows].forEach(row => [...row.cells].forEach(cell => blocks(cell, out, [])));
    const shown = rows.map(row => `| ${[...row, ...Array(wide - row.length).fill("")].join(" | ")} |`);
    out.push({text: [shown[0], "|" + "---|".repeat(wide), ...shown.slice(1)].join("\n")});
  };

  // Word writes a list as paragraphs that say their level, each with its sign in a span of its own.
  const listed = node => {
    const level = /mso-list:\s*l\d+ level(\d)/.exec(node.getAttribute("data-style") || "")?.[1];
    if (!level) return null;
    const sign = node.querySelector("[data-style*='mso-list:Ignore'],[data-style*='mso-list: Ignore']");
    const first = (sign?.textContent || "").trim();
    sign?.remove();
    return {depth: level - 1, number: /^\(?(\d+|[a-z]{1,3})[.)]/i.test(first)};
  };
  const add = (out, text, depth, number) => {
    if (!text) return;
    const counts = out.counts ||= [];
    counts.length = depth + 1;
    counts[depth] = (counts[depth] || 0) + 1;
    const pad = "   ".repeat(depth);
    out.push({text: pad + (number ? `${counts[depth]}. ` : "- ") + text.replace(/\n+/g, `\n${pad}   `), item: true});
  };
  const paragraph = (out, text, list) => {
    if (list) return add(out, text, list.depth, list.number);
    if (!text) return;
    out.counts = [];
    out.push({text: text.replace(/^(#{1,6} |[-+>] |\d+[.)] )/gm, "\\$1").replace(/^\\(\d+)/gm, "$1\\")});
  };

  const list = (node, out, depth) => {
    for (const child of node.children) {
      if (/^[UO]L$/.test(child.tagName)) { list(child, out, depth + 1); continue; } // as Google Docs nests them
      const inner = [...child.childNodes].filter(part => !/^[UO]L$/.test(part.tagName));
      const text = tidy(inner.map(part => inline(part) + (BLOCK.test(part.tagName) ? "\n" : "")).join(""));
      add(out, text, depth, node.tagName === "OL");
      [...child.children].filter(part => /^[UO]L$/.test(part.tagName)).forEach(part => list(part, out, depth + 1));
    }
  };
  const blocks = (node, out) => {
    let run = "";
    const flush = () => { paragraph(out, tidy(run)); run = ""; };
    for (const child of node.childNodes) {
      if (child.nodeType === 1 && child.matches(GONE)) continue;
      const tag = child.tagName, level = /^H([1-6])$/.exec(tag)?.[1] || (child.getAttribute?.("role") === "heading" && child.getAttribute("aria-level"));
      const whole = BLOCK.test(tag) || (child.nodeType === 1 && child.querySelector("p,div,ul,ol,table,h1,h2,h3,h4,blockquote"));
      if (!whole) { run += inline(child); continue; }
      flush();
      if (level) { const text = tidy(inline(child, "bare")); if (text) { out.counts = []; out.push({text: (level < 3 ? "## " : "### ") + text}); } }
      else if (/^[UO]L$/.test(tag)) { if (!out.at(-1)?.item) out.counts = []; else (out.counts ||= []).length = 0; list(child, out, 0); }
      else if (tag === "TABLE") table(child, out);
      else if (tag === "HR") out.push({text: "---"});
      else if (tag === "BLOCKQUOTE") { const inner = join(blocks(child, [])); if (inner) out.push({text: inner.replace(/^/gm, "> ")}); }
      else if (child.querySelector("p,div,ul,ol,table,h1,h2,h3,h4,h5,h6,blockquote")) blocks(child, out);
      else { const item = listed(child); paragraph(out, tidy(inline(child)), item); }
    }
    flush();
    return out;
  };
  const join = out => out.map((block, n) => (n ? (block.item && out[n - 1].item ? "\n" : "\n\n") : "") + block.text).join("");
  // Styles tell what is bold and what is a list; as styles of ours they would break the page's policy.
  const inert = html => html.replace(/<style[^]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, tag =>
    tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/\son\w+\s*=/gi, " data-on="));
  const markdown = html => join(blocks(new DOMParser().parseFromString(inert(html), "text/html").body, []));

  document.addEventListener("paste", e => {
    const area = e.target.closest?.(LONG), html = area && e.clipboardData.getData("text/html");
    if (!html) return;
    const text = markdown(html);
    if (!text) return;
    e.preventDefault();
    put(area, area.selectionStart, area.selectionEnd, text);
  });
  document.addEventListener("keydown", e => {
    const area = e.target.closest?.(LONG), what = {b: "bold", i: "italic"}[e.key.toLowerCase()];
    if (!area || !what || !(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
    e.preventDefault();
    DO[what](area);
  });
  new MutationObserver(attach).observe(document.body, {childList: true, subtree: true});
  attach();
})();
