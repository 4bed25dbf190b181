// One board: draws what the server says, moves at once what the person moves, and yields to the server's answer.
const boards = new WeakMap(); // by the root that Streamlit gives
const wanted = new Map(); // by key: where the focus was when something was sent, in case the board is made again
const ANSWER = 15000, REMEMBERED = 5000, TICKING = 250; // milliseconds
const VISIT = Date.now().toString(36);
let sent = 0;

class Board {
  constructor(parent) {
    this.root = parent.querySelector(".board");
    this.columns = make("div", { class: "columns" });
    this.line = make("div", { class: "line", hidden: true });
    this.live = make("p", { class: "spoken", role: "status", "aria-live": "polite" });
    this.how = make("p", { id: "how", hidden: true });
    this.all = make("input", { type: "checkbox", "data-part": "all", onchange: () => this.tickAll() });
    this.allText = make("span");
    this.bar = make("label", { class: "all", hidden: true }, this.all, this.allText);
    this.root.replaceChildren(this.how, this.bar, this.columns, this.line, this.live);
    Object.assign(this, { items: new Map(), lists: [], order: [], queue: [], flight: null, held: null, drag: null });
  }

  receive(data) {
    this.latest = data;
    if (this.flight) {
      if (data.seen !== this.flight.event.serial) return; // drawn before our move was known
      this.settle();
    }
    if (this.queue.length) this.flush();
    else this.catchUp();
  }

  catchUp() {
    if (this.latest && !this.flight && !this.drag && !this.held && !this.popup && !this.ticking) this.draw(this.latest);
  }

  draw(data) {
    const focus = this.focus(), first = !this.data;
    closePopup(this);
    const fresh = !first && JSON.stringify([data.texts, data.movable, data.selectable]) === this.manner;
    this.data = data;
    this.manner = JSON.stringify([data.texts, data.movable, data.selectable]);
    this.how.textContent = data.texts.how;
    this.root.classList.toggle("many", data.columns.length > 1);
    const known = new Map();
    for (const card of data.columns.flatMap((column) => column.cards)) {
      const written = JSON.stringify(card), before = this.items.get(card[ID]);
      const li = fresh && before?.written === written ? before.li : drawCard(this, card);
      li.classList.remove("sent", "refused");
      known.set(card[ID], { li, card, written });
    }
    this.items = known;
    this.order = data.columns.map((column) => ({ key: column.key, ids: column.cards.map((card) => card[ID]) }));
    this.drawColumns();
    this.place();
    this.drawTicks();
    this.root.setAttribute("data-drawn", data.seen || "first");
    const kept = wanted.get(data.key);
    if (focus) this.refocus(focus);
    else if (first && kept && Date.now() - kept.at < REMEMBERED && document.activeElement === document.body)
      this.refocus(kept);
  }

  drawColumns() {
    const { columns } = this.data, same = this.lists.map((list) => list.key).join() === columns.map((c) => c.key).join();
    if (!same) {
      this.lists = columns.map((column, position) => {
        const label = make("h2", { id: `column-${position}` }), note = make("p", { class: "note" });
        const warning = make("p", { class: "warning" }), ul = make("ul", { class: "cards", role: "list" });
        const empty = make("p", { class: "empty" }), after = make("p", { class: "rule" });
        const head = make("div", { class: "head" }, label, note, warning);
        const section = make("section", { class: "column", "data-key": column.key }, head, ul, empty, after);
        return { key: column.key, section, label, note, warning, ul, empty, after };
      });
      this.columns.replaceChildren(...this.lists.map((list) => list.section));
    }
    columns.forEach((column, position) => {
      const list = this.lists[position];
      for (const part of ["label", "note", "warning"]) list[part].textContent = column[part];
      for (const part of ["note", "warning"]) list[part].hidden = !column[part];
      list.ul.setAttribute("aria-label", column.label);
      list.after.textContent = column.lines[""] ?? "";
      list.after.hidden = !column.lines[""];
    });
  }

  place() {
    this.order.forEach(({ ids }, position) => {
      const list = this.lists[position], { cards, lines, empty } = this.data.columns[position];
      const lis = ids.map((id) => this.items.get(id).li);
      if (lis.length !== list.ul.children.length || lis.some((li, index) => list.ul.children[index] !== li))
        list.ul.replaceChildren(...lis);
      list.ul.hidden = !lis.length;
      list.empty.textContent = empty;
      list.empty.hidden = Boolean(lis.length) || !empty;
      lis.forEach((li, index) => {
        const line = lines[li.dataset.id];
        li.firstChild.textContent = line ?? "";
        li.firstChild.hidden = !line;
        if (this.order.length === 1) li.querySelector(".position").textContent = cards[index]?.[POSITION] ?? "";
      });
    });
  }

  card(id) {
    return this.items.get(id).card;
  }

  where(id) {
    const column = this.order.findIndex(({ ids }) => ids.includes(id));
    return [column, this.order[column].ids.indexOf(id)];
  }

  put(id, [column, index]) {
    const [from, at] = this.where(id);
    this.order[from].ids.splice(at, 1);
    this.order[column].ids.splice(index, 0, id);
    this.place();
  }

  move(id, to, extra) {
    const focus = this.focus();
    if (to) this.put(id, to);
    this.refocus(focus);
    const [column, index] = this.where(id), { key, ids } = this.order[column];
    this.items.get(id).li.classList.add("sent");
    this.say("dropped", id);
    this.act({ kind: "move", id, column: key, before: ids[index + 1] ?? null, after: ids[index - 1] ?? null, ...extra });
  }

  act(event) {
    this.queue = this.queue.filter((each) => !(each.kind === "select" && event.kind === "select"));
    // The version that the person saw; that of our own move just before, once it is known, when there is one.
    const again = [this.flight?.event, ...this.queue].some((each) => each && event.id && each.id === event.id);
    const version = again ? null : (this.items.get(event.id)?.card[VERSION] ?? 0);
    this.queue.push({ ...event, version, serial: `${VISIT}-${++sent}` });
    if (!this.flight) this.flush();
  }

  flush() {
    const event = this.queue.shift(), now = event.id && find(this.latest, event.id);
    event.version ??= now ? now.card[VERSION] : 0;
    const focus = this.focus();
    if (focus) wanted.set(this.data.key, { ...focus, at: Date.now() });
    this.flight = { event, timer: setTimeout(() => this.lose(), ANSWER) };
    this.send(event);
  }

  settle() {
    const { event, timer } = this.flight, now = event.id && find(this.latest, event.id);
    clearTimeout(timer);
    this.flight = null;
    if (event.kind !== "move" || !this.items.has(event.id)) return;
    const untouched = now && now.card[VERSION] === event.version, { refused } = this.latest;
    // Our own move is seen, even while an open menu keeps the answer from being drawn.
    if (now && !refused) this.card(event.id)[VERSION] = now.card[VERSION];
    if (refused || !untouched) this.say(refused ? "refused" : "saved", event.id);
    if (refused) queueMicrotask(() => this.items.get(event.id)?.li.classList.add("refused"));
  }

  lose() {
    const { event } = this.flight;
    this.flight = null;
    this.queue = [];
    if (event.id) this.say("lost", event.id);
    this.catchUp();
  }

  tick() {
    clearTimeout(this.ticking);
    this.ticking = setTimeout(() => {
      this.ticking = null;
      const ticked = [...this.items].filter(([, { li }]) => li.querySelector(".select input").checked);
      this.act({ kind: "select", selected: ticked.map(([id]) => id) });
    }, TICKING);
    this.drawAll();
  }

  tickAll() {
    for (const { li } of this.items.values()) li.querySelector(".select input").checked = this.all.checked;
    this.tick();
  }

  drawTicks() {
    this.bar.hidden = !this.data.selectable || !this.items.size;
    this.allText.textContent = this.data.texts.select_all;
    if (!this.data.selectable) return;
    for (const { li, card } of this.items.values()) li.querySelector(".select input").checked = Boolean(card[SELECTED]);
    this.drawAll();
  }

  drawAll() {
    const ticks = [...this.items.values()].map(({ li }) => li.querySelector(".select input").checked);
    this.all.checked = ticks.length > 0 && ticks.every(Boolean);
    this.all.indeterminate = !this.all.checked && ticks.some(Boolean);
  }

  focus() {
    const active = this.root.getRootNode().activeElement;
    const id = active?.closest?.(".card")?.dataset.id, part = active?.dataset?.part;
    return part ? { id, part } : null;
  }

  refocus(focus) {
    if (!focus) return;
    const within = focus.id === undefined ? this.root : this.items.get(focus.id)?.li;
    const element = within?.querySelector(`[data-part="${focus.part}"]`);
    if (element && element !== this.root.getRootNode().activeElement) element.focus({ preventScroll: true });
  }

  say(text, id) {
    const card = this.card(id), [column, index] = this.where(id), { ids } = this.order[column];
    const position = (this.order.length === 1 && this.data.columns[0].cards[index]?.[POSITION]) || index + 1;
    const total = (this.order.length === 1 && this.data.positions) || ids.length;
    const facts = { title: card[TITLE], position, total, column: this.data.columns[column].label };
    this.live.textContent = fill(this.data.texts[text], facts);
  }

  leave() {
    closePopup(this);
    clearTimeout(this.ticking);
    clearTimeout(this.flight?.timer);
    if (this.drag) putDown(this, false);
  }
}

function find(data, id) {
  for (const [column, { cards }] of data.columns.entries()) {
    const index = cards.findIndex((card) => card[ID] === id);
    if (index >= 0) return { column, index, card: cards[index] };
  }
  return null;
}

export default function ({ parentElement, data, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) boards.set(parentElement, (board = new Board(parentElement)));
  board.send = (event) => setTriggerValue("event", event);
  board.receive(data);
  return () => board.leave();
}
