// The menu of a card: every move that the pointer can make, in words.
function openMenu(board, id, button) {
  if (board.popup?.anchor === button) return closePopup(board, true);
  const choices = choicesOf(board, id, button).map(([label, act]) =>
    make("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: act }, label));
  const label = fill(board.data.texts.move_card, { title: board.card(id)[TITLE] });
  const menu = make("div", { class: "popup menu", role: "menu", "aria-label": label }, ...choices);
  menu.addEventListener("keydown", (event) => keyInMenu(board, choices, event));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) closePopup(board);
  });
  openPopup(board, button, menu);
  choices[0]?.focus({ preventScroll: true });
}

function choicesOf(board, id, button) {
  const { texts, columns, ordered, positions } = board.data;
  const [column, index] = board.where(id), last = board.order[column].ids.length - 1, found = [];
  const choose = (to, extra) => () => {
    closePopup(board, true);
    board.move(id, to, extra);
  };
  if (ordered) {
    const alone = columns.length === 1; // a list may go on above and below what is shown
    if (alone || index > 0) {
      found.push([texts.up, choose([column, Math.max(0, index - 1)], { place: "up" })]);
      found.push([texts.top, choose(alone ? null : [column, 0], { place: "top" })]);
    }
    if (alone || index < last) {
      found.push([texts.down, choose([column, Math.min(last, index + 1)], { place: "down" })]);
      found.push([texts.bottom, choose(alone ? null : [column, last], { place: "bottom" })]);
    }
    if (positions > 0) found.push([texts.to_position, () => askPosition(board, id, button)]);
  }
  columns.forEach((each, position) => {
    if (position === column) return;
    const end = board.order[position].ids.length;
    found.push([fill(texts.to, { column: each.label }), choose([position, end], {})]);
  });
  return found;
}

function keyInMenu(board, choices, event) {
  const at = choices.indexOf(board.root.getRootNode().activeElement), count = choices.length;
  const to = { ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count, Home: 0, End: count - 1 }[event.key];
  if (event.key === "Tab") closePopup(board, true);
  if (to === undefined) return;
  event.preventDefault();
  choices[to].focus();
}

function askPosition(board, id, button) {
  const { texts, positions } = board.data;
  const field = make("input", { type: "number", min: "1", max: positions, step: "1", required: true });
  field.value = board.card(id)[POSITION];
  const label = make("label", {}, make("span", {}, fill(texts.position, { total: positions })), field);
  const form = make("form", {}, label, make("button", { type: "submit", class: "go" }, texts.move));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    closePopup(board, true);
    board.move(id, null, { position: Number(field.value) });
  });
  const name = fill(texts.move_card, { title: board.card(id)[TITLE] });
  openPopup(board, button, make("div", { class: "popup", role: "dialog", "aria-label": name }, form));
  field.focus();
  field.select();
}
