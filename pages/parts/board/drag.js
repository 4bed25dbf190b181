// Drag by pointer: by its handle with any pointer, by its free surface with a mouse; the line shows where it would go.
const THRESHOLD = 5, EDGE = 64, SPEED = 14; // pixels; pixels; pixels a frame

function startDrag(board, id, event) {
  const handle = event.target.closest(".handle");
  const free = event.pointerType === "mouse" && !event.target.closest("a, button, input, label");
  if (event.button !== 0 || board.drag || !(handle || free)) return;
  const begun = { x: event.clientX, y: event.clientY };
  const off = new AbortController(), on = { signal: off.signal };
  const follow = (move) => {
    if (move.pointerId !== event.pointerId) return;
    if (!board.drag && Math.hypot(move.clientX - begun.x, move.clientY - begun.y) < THRESHOLD) return;
    move.preventDefault();
    if (!board.drag) lift(board, id, begun);
    board.drag.x = move.clientX;
    board.drag.y = move.clientY;
    aim(board);
  };
  const end = (dropped) => {
    off.abort();
    if (board.drag) putDown(board, dropped);
  };
  addEventListener("pointermove", follow, { ...on, passive: false });
  addEventListener("pointerup", (up) => up.pointerId === event.pointerId && end(true), on);
  addEventListener("pointercancel", (up) => up.pointerId === event.pointerId && end(false), on);
  addEventListener("keydown", (key) => {
    if (key.key !== "Escape" || !board.drag) return;
    key.preventDefault();
    end(false);
  }, { ...on, capture: true });
}

function lift(board, id, at) {
  closePopup(board);
  const li = board.items.get(id).li, rect = li.getBoundingClientRect();
  const copy = li.cloneNode(true), ghost = make("ul", { class: "ghost", "aria-hidden": "true" }, copy);
  ghost.style.width = `${rect.width}px`;
  board.root.append(ghost);
  board.root.classList.add("dragging");
  li.classList.add("lifted");
  getSelection()?.removeAllRanges();
  board.drag = { id, ghost, dx: rect.left - at.x, dy: rect.top - at.y, from: at, x: at.x, y: at.y, to: null };
  const turn = () => {
    if (!board.drag) return;
    if (scrollNear(board)) aim(board);
    board.drag.frame = requestAnimationFrame(turn);
  };
  board.drag.frame = requestAnimationFrame(turn);
}

function aim(board) {
  const { drag, data } = board;
  drag.ghost.style.transform = `translate(${drag.x + drag.dx}px, ${drag.y + drag.dy}px)`;
  const column = nearest(board, drag.x, drag.y), list = board.lists[column].ul;
  const lis = [...list.children].filter((li) => li.dataset.id !== drag.id);
  let index = lis.findIndex((li) => {
    const rect = li.getBoundingClientRect();
    return drag.y < rect.top + rect.height / 2;
  });
  if (index < 0) index = lis.length;
  const [from, at] = board.where(drag.id);
  if (!data.ordered) index = column === from ? at : lis.length;
  drag.to = [column, index];
  board.lists.forEach(({ section }, position) => section.classList.toggle("aimed", position === column));
  showLine(board, list, lis, index);
}

function nearest(board, x, y) {
  const far = board.lists.map(({ section }) => {
    const rect = section.getBoundingClientRect();
    return Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
  });
  return far.indexOf(Math.min(...far));
}

function showLine(board, list, lis, index) {
  const root = board.root.getBoundingClientRect(), area = list.getBoundingClientRect();
  const above = lis[index - 1]?.getBoundingClientRect(), below = lis[index]?.getBoundingClientRect();
  const y = above && below ? (above.bottom + below.top) / 2 : below ? below.top - 4 : above ? above.bottom + 4 : area.top;
  board.line.hidden = !board.data.ordered;
  board.line.style.width = `${area.width}px`;
  board.line.style.transform = `translate(${area.left - root.left}px, ${y - root.top}px)`;
}

function scrollNear(board) {
  const { x, y, from } = board.drag, pane = paneOf(board), rect = pane.getBoundingClientRect();
  const top = Math.max(rect.top, 0), bottom = Math.min(rect.bottom, innerHeight), before = pane.scrollTop;
  if (y < top + EDGE && y < from.y) pane.scrollTop -= SPEED; // towards an edge, not merely near it
  else if (y > bottom - EDGE && y > from.y) pane.scrollTop += SPEED;
  const wide = board.columns, sides = wide.getBoundingClientRect(), left = wide.scrollLeft;
  if (x < Math.max(sides.left, 0) + EDGE / 2 && x < from.x) wide.scrollLeft -= SPEED;
  else if (x > Math.min(sides.right, innerWidth) - EDGE / 2 && x > from.x) wide.scrollLeft += SPEED;
  return pane.scrollTop !== before || wide.scrollLeft !== left;
}

function paneOf(board) {
  for (let each = board.root.getRootNode().host; each; each = each.parentElement)
    if (each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  return document.scrollingElement;
}

function putDown(board, dropped) {
  const { id, ghost, to, frame } = board.drag;
  cancelAnimationFrame(frame);
  ghost.remove();
  board.line.hidden = true;
  board.root.classList.remove("dragging");
  board.lists.forEach(({ section }) => section.classList.remove("aimed"));
  board.items.get(id).li.classList.remove("lifted");
  board.drag = null;
  const [column, index] = board.where(id);
  if (dropped && to && (to[0] !== column || to[1] !== index)) board.move(id, to, {});
  else board.catchUp();
}
