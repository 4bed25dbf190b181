// Keyboard: the handle takes a card, arrows carry it, Space puts it down, Escape or leaving puts it back.
function keyOnHandle(board, id, event) {
  const held = board.held?.id === id;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (held) drop(board);
    else take(board, id);
  } else if (held && event.key === "Escape") {
    event.preventDefault();
    putBack(board);
  } else if (held) {
    const to = target(board, id, event.key);
    if (!to) return;
    event.preventDefault();
    carry(board, id, to);
  }
}

function take(board, id) {
  if (board.held) putBack(board);
  closePopup(board);
  board.held = { id, from: board.where(id) };
  mark(board, id, true);
  board.say("taken", id);
}

function target(board, id, key) {
  const [column, index] = board.where(id), { ordered } = board.data;
  const across = { ArrowLeft: column - 1, ArrowRight: column + 1 }[key];
  if (across !== undefined) {
    if (!board.order[across]) return [column, index];
    return [across, ordered ? Math.min(index, board.order[across].ids.length) : board.order[across].ids.length];
  }
  const last = board.order[column].ids.length - 1;
  const along = { ArrowUp: Math.max(0, index - 1), ArrowDown: Math.min(last, index + 1), Home: 0, End: last }[key];
  if (along === undefined) return null;
  return ordered ? [column, along] : [column, index];
}

function carry(board, id, to) {
  board.carrying = true; // moving its element takes the focus away for an instant
  board.put(id, to);
  const handle = board.items.get(id).li.querySelector(".handle");
  handle.focus({ preventScroll: true });
  handle.scrollIntoView({ block: "nearest", inline: "nearest" });
  board.carrying = false;
  board.say(board.order.length > 1 ? "at_column" : "at", id);
}

function drop(board) {
  const { id, from } = board.held, [column, index] = board.where(id);
  release(board);
  if (column === from[0] && index === from[1]) return board.catchUp();
  board.move(id, [column, index], {});
}

function putBack(board) {
  const { id, from } = board.held;
  const focused = board.root.getRootNode().activeElement?.closest(`.card`)?.dataset.id === id;
  release(board);
  board.put(id, from);
  if (focused) board.items.get(id).li.querySelector(".handle").focus();
  board.say("cancelled", id);
  board.catchUp();
}

function release(board) {
  mark(board, board.held.id, false);
  board.held = null;
}

function mark(board, id, held) {
  const { li } = board.items.get(id);
  li.classList.toggle("held", held);
  li.querySelector(".handle").setAttribute("aria-pressed", String(held));
}

function leaveHandle(board, id) {
  if (board.held?.id === id && !board.carrying) putBack(board);
}
