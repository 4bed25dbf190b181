// A small panel beside a button, above everything: closed by Escape, by a click elsewhere, by scrolling its button away.
function openPopup(board, anchor, panel) {
  closePopup(board);
  board.root.append(panel);
  anchor.setAttribute("aria-expanded", "true");
  placePopup(anchor, panel);
  const away = (event) => {
    if (!event.composedPath().includes(panel) && !event.composedPath().includes(anchor)) closePopup(board);
  };
  const scrolled = (event) => {
    if (panel.contains(event.target)) return;
    const { top, bottom } = anchor.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) closePopup(board);
    else placePopup(anchor, panel);
  };
  document.addEventListener("pointerdown", away, true);
  document.addEventListener("scroll", scrolled, true);
  const resized = () => placePopup(anchor, panel);
  addEventListener("resize", resized); // a phone's keyboard comes and goes
  board.popup = {
    panel, anchor,
    off: () => {
      document.removeEventListener("pointerdown", away, true);
      document.removeEventListener("scroll", scrolled, true);
      removeEventListener("resize", resized);
    },
  };
  panel.addEventListener("keydown", (event) => {
    event.stopPropagation(); // a letter typed here is no shortcut of the page
    if (event.key !== "Escape") return;
    event.preventDefault();
    closePopup(board, true);
  });
}

function placePopup(anchor, panel) {
  const at = anchor.getBoundingClientRect(), size = panel.getBoundingClientRect(), margin = 8;
  const below = at.bottom + size.height + margin <= innerHeight || at.top < size.height + margin;
  const top = below ? at.bottom + 4 : at.top - size.height - 4;
  panel.style.top = `${Math.max(margin, Math.min(top, innerHeight - size.height - margin))}px`;
  panel.style.left = `${Math.max(margin, Math.min(at.right - size.width, innerWidth - size.width - margin))}px`;
}

function closePopup(board, giveBack = false) {
  const popup = board.popup;
  if (!popup) return;
  board.popup = null;
  popup.off();
  popup.panel.remove();
  popup.anchor.setAttribute("aria-expanded", "false");
  if (giveBack) popup.anchor.focus();
  queueMicrotask(() => board.catchUp()); // what happened meanwhile; after the move that this panel asked for
}
