"""A ranked list (one column) or a board (several): cards moved by pointer, keyboard or menu, one event a move.

    event = board_event("backlog_board")          # once, before reading: what the person has just done
    if event and event.kind == "move":
        attempt("rank", lambda: items.move(by=here.by, item_id=event.id, version=event.version, after=event.after, …))
    columns = …                                    # read the store after the act: one run shows the result
    board(columns, key="backlog_board", movable=True)

`board()` returns nothing: an event is taken by `board_event`, at the top of the page (or of its fragment), and no
`st.rerun()` is needed. The store decides: what the columns say after an event is shown, so that a card whose move was
refused goes back by itself. A plain click on a title follows `href` inside the session (one entry of the history);
the browser's other clicks are left to it. Whoever reads an event still validates it: it comes from a browser;
`board_event(key, columns=…)` ignores one that names another column. In a test: tests/pages/board_hand.py.
"""

from pages.parts.board.cards import Badge, BoardCard, BoardColumn, BoardEvent, BoardLine
from pages.parts.board.component import board
from pages.parts.board.events import board_event

__all__ = ["Badge", "BoardCard", "BoardColumn", "BoardEvent", "BoardLine", "board", "board_event"]
