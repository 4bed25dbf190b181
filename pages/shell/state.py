"""Every key of the session: what a person is doing, never what is true."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")
LANGUAGE = "language"
VOICE = "voice"
FLASH = "flash"
PROBLEMS = "problems"
SLOTS = "slots"
PAGES = "pages"
PATH = "path"
FEEDBACK = "feedback"
REPORT = "report"
DESK = "desk"
REMARKS = "remarks"
OPINION = "opinion"  # the feedback chosen to be sorted now
ITEM = "item_base"  # the item being written, as it was when its form opened
SORTED = "sorted"  # the last one sorted: (id, version)
ORDERED = "ordered"  # the last order given to the backlog: (id of the order, ids of the items moved)
ACTS = "acts"  # by form: how many acts of this person have succeeded there
PICTURES = "pictures"  # by live part of a screen: what it shows, and the mark under which that was read
CHOSEN = "chosen"  # the items ticked in a list: identifier → the version that was read
BULK_REFUSED = "bulk_refused"  # what the last act on many items could not do, to be said once
RENAMING = "renaming"  # the saved view being renamed
MOVED = "moved"  # the title of the item just moved in the backlog, while its move can be undone
BOARDS = "boards"  # by board: what was last done there, and whether the page has taken it
IMPORT = "import"  # the file being brought in: how people are called, and what came of it for that


def voice() -> str:
    """One random name for this visit of somebody without an account: their voice is counted once."""
    return str(st.session_state.setdefault(VOICE, secrets.token_hex(8)))


def flash(sentence: str) -> None:
    """Says something at the top of the next run."""
    st.session_state[FLASH] = sentence


def take_flash() -> str:
    """What was to be said, once."""
    return str(st.session_state.pop(FLASH, ""))


def arrive_at(path: str) -> None:
    """Forgets the refusals of the page one comes from."""
    st.session_state[SLOTS] = {}
    if st.session_state.get(PATH) != path:
        st.session_state[PATH] = path
        st.session_state[PROBLEMS] = {}
        forget_item_base()
        forget_list()


def problems(form: str) -> tuple[Any, ...]:
    """Why the last try of a form was refused."""
    kept: dict[str, tuple[Any, ...]] = st.session_state.setdefault(PROBLEMS, {})
    return kept.get(form, ())


def keep_problems(form: str, found: tuple[Any, ...]) -> None:
    """Keeps them until the next try."""
    st.session_state.setdefault(PROBLEMS, {})[form] = found


def slots(form: str) -> dict[str, Any]:
    """The places of this run where a form shows its refusals, by field."""
    every: dict[str, dict[str, Any]] = st.session_state.setdefault(SLOTS, {})
    return every.setdefault(form, {})


def feedback_given(screen: str, reference: str) -> bool:
    """Whether this visit has already said what it thinks of that screen, about that request."""
    return (screen, reference) in st.session_state.get(FEEDBACK, set())


def keep_feedback_given(screen: str, reference: str, given: bool) -> None:
    """Keeps it, or forgets it so that one more can be given."""
    kept = set(st.session_state.get(FEEDBACK, set()))
    st.session_state[FEEDBACK] = kept | {(screen, reference)} if given else kept - {(screen, reference)}


def seen_version(request_id: str, version: int) -> int:
    """The version of the request that the person last had before their eyes; from now on it is `version`."""
    kept: dict[str, tuple[int, int]] = st.session_state.setdefault(DESK, {})
    before, decided = kept.get(request_id, (version, 0))
    kept[request_id] = (version, decided)
    return before


def decided(request_id: str) -> int:
    """How many acts of this person on the request have succeeded: their forms begin afresh after each."""
    kept: dict[str, tuple[int, int]] = st.session_state.setdefault(DESK, {})
    return kept.get(request_id, (0, 0))[1]


def keep_decided(request_id: str, version: int) -> None:
    """One more has, and left the request at that version."""
    kept: dict[str, tuple[int, int]] = st.session_state.setdefault(DESK, {})
    kept[request_id] = (version, decided(request_id) + 1)


def start_field(key: str, value: Any) -> Any:
    """What a field holds; `value` when it has not been shown yet."""
    return st.session_state.setdefault(key, value)


def set_field(key: str, value: Any) -> None:
    """What a field holds from now on; called before it is shown."""
    st.session_state[key] = value


def hold(key: str, value: Any = None) -> str:
    """The key of a choice, which holds what it held (else `value`) even when its words change with the language."""
    held = st.session_state.get(key) or value
    if held:
        st.session_state[key] = held
    return key


def item_base(item_id: str, version: int, fields: dict[str, object]) -> tuple[int, dict[str, object]]:
    """Version and fields of an item when its form opened: what the person's changes are compared with."""
    kept = st.session_state.get(ITEM)
    if kept is None or kept[0] != item_id:
        kept = st.session_state[ITEM] = (item_id, version, fields)
    return kept[1], kept[2]


def forget_item_base() -> None:
    """The next form opens on what is true now."""
    st.session_state.pop(ITEM, None)


def remarks() -> int:
    """How many remarks this person has made: the form begins afresh after each."""
    return int(st.session_state.get(REMARKS, 0))


def count_remark() -> None:
    """One more."""
    st.session_state[REMARKS] = remarks() + 1


def opened_on(form: str, version: int, fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Version and fields of a thing when its form opened; those of now as long as nothing else has been typed.

    The widgets of the fields have the keys `{form}_{version}_{field}`.
    """
    kept: tuple[int, dict[str, Any]] = st.session_state.setdefault(f"{form}_opened", (version, fields))
    keys = {f"{form}_{kept[0]}_{name}": value for name, value in kept[1].items()}
    if kept[0] != version and all(st.session_state.get(key, value) == value for key, value in keys.items()):
        kept = st.session_state[f"{form}_opened"] = (version, fields)
    return kept


def close_form(form: str) -> None:
    """The form opens again on what is true then."""
    st.session_state.pop(f"{form}_opened", None)
    keep_problems(form, ())


def already_tried(form: str, what: str) -> bool:
    """Whether that (a file that a field still holds) has been sent before; from now on it has."""
    before, st.session_state[f"{form}_tried"] = st.session_state.get(f"{form}_tried"), what
    return bool(before == what)


def acts(form: str) -> int:
    """How many times this person has sent that form with success: with it in their keys, its fields begin afresh."""
    kept: dict[str, int] = st.session_state.setdefault(ACTS, {})
    return kept.get(form, 0)


def count_act(form: str) -> None:
    """One more."""
    st.session_state[ACTS][form] = acts(form) + 1


def keep_board_event(board: str, event: dict[str, Any]) -> None:
    """What somebody has just done on a board, until the page takes it."""
    st.session_state.setdefault(BOARDS, {})[board] = (event, False)


def take_board_event(board: str) -> dict[str, Any]:
    """It, once; empty when nothing was done."""
    kept: dict[str, tuple[dict[str, Any], bool]] = st.session_state.setdefault(BOARDS, {})
    event, taken = kept.get(board, ({}, True))
    kept[board] = (event, True)
    return {} if taken else event


def board_serial(board: str) -> str:
    """The mark of the last event that the page has taken: the browser waits to see it come back."""
    kept: dict[str, tuple[dict[str, Any], bool]] = st.session_state.setdefault(BOARDS, {})
    event, taken = kept.get(board, ({}, True))
    return str(event.get("serial", "")) if taken else ""


def follow_address(key: str, given: str, value: Any = None) -> None:
    """The choice under that key becomes what the address says, when a link has just changed the address.

    `value`: what the choice is, when it is not a text (`given` is then how the address writes it).
    """
    if key not in st.session_state or st.session_state.get(f"{key}_address") != given:
        st.session_state[key] = given if value is None else value


def keep_in_address(key: str, name: str) -> None:
    """The address holds the choice under that key, by that name; without a choice it says nothing of it."""
    chosen = str(st.session_state[key] or "")
    st.session_state[f"{key}_address"] = chosen
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)


def keep_answer(form: str, key: str, *facts: Any) -> None:
    """Called by a widget that has just changed: what it says, about what, waits for the page to act on it."""
    st.session_state[f"{form}_answer"] = (*facts, st.session_state[key])


def take_answer(form: str) -> tuple[Any, ...] | None:
    """What waits, once."""
    waiting: tuple[Any, ...] | None = st.session_state.pop(f"{form}_answer", None)
    return waiting


def picture(part: str, mark: object, read: Callable[[], T]) -> T:
    """What a live part of the screen shows, read again only when its mark (the store's stamp …) has changed."""
    kept: dict[str, tuple[object, Any]] = st.session_state.setdefault(PICTURES, {})
    if part not in kept or kept[part][0] != mark:
        kept[part] = (mark, read())
    shown: T = kept[part][1]
    return shown


def chosen() -> dict[str, int]:
    """The items ticked in the list."""
    return dict(st.session_state.get(CHOSEN, {}))


def choose(items: dict[str, int]) -> None:
    """Keeps them until they are acted on."""
    st.session_state[CHOSEN] = items


def moved() -> str:
    """The title of the item that the person has just moved; "" when none was."""
    return str(st.session_state.get(MOVED, ""))


def keep_moved(title: str) -> None:
    """It, or "" once the move is undone."""
    st.session_state[MOVED] = title


def forget_list() -> None:
    """Nothing is ticked, nothing has just been moved."""
    st.session_state.pop(CHOSEN, None)
    st.session_state.pop(MOVED, None)


def keep_bulk_refused(said: str) -> None:
    """What the last act on many items could not do, said in the next run."""
    st.session_state[BULK_REFUSED] = said


def take_bulk_refused() -> str:
    """It, once."""
    return str(st.session_state.pop(BULK_REFUSED, ""))


def renaming() -> str:
    """The saved view that the person is renaming; "" when none is."""
    return str(st.session_state.get(RENAMING, ""))


def keep_renaming(view_id: str) -> None:
    """It, or "" once it has its name."""
    st.session_state[RENAMING] = view_id


def import_names(file_id: str) -> Any:
    """How the people of that file are called here; another file begins with numbers."""
    kept = st.session_state.get(IMPORT, {})
    return kept.get("people", "pseudonymise") if kept.get("file") == file_id else "pseudonymise"


def keep_import_names(file_id: str, people: Any) -> None:
    """From now on: "pseudonymise", "keep", or names by name."""
    st.session_state[IMPORT] = {"file": file_id, "people": people}


def import_report(sign: tuple[str, str]) -> Any:
    """What came of a file with these names, None until it was tried."""
    kept = st.session_state.get(IMPORT, {})
    return kept.get("report") if kept.get("sign") == sign else None


def keep_import_report(sign: tuple[str, str], report: Any) -> None:
    """Keeps it until another file or other names are chosen."""
    kept = st.session_state.get(IMPORT, {})
    people = kept.get("people", "pseudonymise") if kept.get("file") == sign[0] else "pseudonymise"
    st.session_state[IMPORT] = {"file": sign[0], "people": people, "sign": sign, "report": report}
