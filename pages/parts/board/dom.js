// Small ways to make elements. Words enter the page as text nodes and attributes, never as markup.
const ID = 0, NUMBER = 1, VERSION = 2, TITLE = 3, HREF = 4, FACTS = 5, BADGES = 6, COLOUR = 7, POSITION = 8, SELECTED = 9;
const TONES = ["muted", "ok", "warning", "danger", "information", "progress", "accent"];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}

function icon(name) {
  return make("span", { class: "icon", "aria-hidden": "true" }, name);
}

function inside(href) {
  const url = new URL(href, document.baseURI);
  return url.origin === location.origin ? url.href : null; // a card leads to a page of ours, or nowhere
}

function drawCard(board, card) {
  const { texts, movable, selectable } = board.data;
  const id = card[ID], title = { title: card[TITLE] };
  const row = make("div", { class: "row" });
  const li = make("li", { class: "card", "data-id": id }, make("p", { class: "rule", hidden: true }), row);
  if (card[COLOUR]) li.style.setProperty("--edge", card[COLOUR]);
  if (movable)
    row.append(make("button", {
      type: "button", class: "handle", "data-part": "handle", "aria-pressed": "false", "aria-describedby": "how",
      "aria-label": fill(texts.take, title),
      onkeydown: (event) => keyOnHandle(board, id, event),
      onblur: () => leaveHandle(board, id),
    }, icon("drag_indicator")));
  if (selectable) {
    const box = make("input", {
      type: "checkbox", "data-part": "select", "aria-label": fill(texts.select, title), onchange: () => board.tick(),
    });
    box.checked = Boolean(card[SELECTED]);
    row.append(make("label", { class: "select" }, box));
  }
  row.append(make("span", { class: "position" }, card[POSITION]));
  const link = make("a", {
    class: "title", "data-part": "title", href: inside(card[HREF]), onclick: (event) => openCard(board, id, event),
  }, make("span", { class: "number" }, String(card[NUMBER])), ` ${card[TITLE]}`);
  const facts = card[FACTS].length ? [make("p", { class: "facts" }, card[FACTS].join(" · "))] : [];
  row.append(make("div", { class: "body" }, link, ...facts));
  row.append(make("p", { class: "badges" }, ...card[BADGES].flatMap((badge) => [drawBadge(badge), " "])));
  if (movable)
    row.append(make("button", {
      type: "button", class: "more", "data-part": "more", "aria-haspopup": "menu", "aria-expanded": "false",
      "aria-label": fill(texts.move_card, title), title: texts.move,
      onclick: (event) => openMenu(board, id, event.currentTarget),
      onkeydown: (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        openMenu(board, id, event.currentTarget);
      },
    }, make("span", { class: "word", "aria-hidden": "true" }, texts.move), icon("more_vert")));
  if (movable) row.addEventListener("pointerdown", (event) => startDrag(board, id, event));
  return li;
}

function drawBadge([text, tone, name]) {
  const known = TONES.includes(tone) ? tone : "muted";
  return make("span", { class: `badge ${known}` }, ...(name ? [icon(name)] : []), text);
}

function openCard(board, id, event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.href); // as if the browser came back to it: one entry, same session
  dispatchEvent(new PopStateEvent("popstate"));
}
