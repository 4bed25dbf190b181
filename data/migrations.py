"""The schema, as numbered steps that are only ever appended. Portable SQL, but for the full-text indexes."""

from __future__ import annotations

import json

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("boucle")

FOUNDATION = """
create table counter (name text primary key, value integer not null);
create table journal (
    number integer primary key autoincrement,
    at text not null, actor text not null, actor_name text not null, role text not null,
    kind text not null, key text not null, verb text not null,
    changes text not null, reason text not null default ''
);
create index journal_of on journal (kind, key);
create index journal_at on journal (kind, at);
create trigger journal_keeps before update on journal begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_stays before delete on journal begin select raise(abort, 'the journal is append-only'); end;
create table account (
    id text primary key, name text not null, role text not null, team text not null default '',
    is_active integer not null default 1, version integer not null default 1
);
create table session (
    token_hash text primary key, account_id text not null references account (id),
    created_at text not null, expires_at text not null
);
create table sign_in_link (
    token_hash text primary key, account_id text not null references account (id),
    expires_at text not null, used_at text
);
"""

PROTOTYPE = """
create table service_team (
    code text primary key, name text not null, name_en text not null, phone text not null, email text not null,
    postal_address text not null, version integer not null default 1
);
create table body (
    code text primary key, name text not null, phone text not null, email text not null,
    url text not null, version integer not null default 1
);
create table category (
    code text primary key, parent text references category (code), name text not null, name_en text not null,
    icon text not null, keywords text not null, team text references service_team (code),
    body text references body (code), norm_days integer not null, duplicate_distance integer not null default 50,
    is_public integer not null default 1, is_active integer not null default 1,
    questions text not null default '[]', position integer not null, version integer not null default 1
);
create table address (
    id text primary key, number text not null, street text not null, district text not null,
    lon real not null, lat real not null
);
create index address_street on address (street, number);
create table request (
    id text primary key, reference text not null unique, tracking_hash text not null,
    category text not null references category (code), team text references service_team (code),
    body text references body (code), state text not null, channel text not null,
    description text not null, description_public integer not null default 0,
    place text not null, place_source text not null, address_id text, lon real, lat real, district text,
    answers text not null default '{}', created_at text not null, updated_at text not null, due_on text not null,
    planned_on text, closed_at text, reason text not null default '', duplicate_of text references request (id),
    is_open integer not null, mood text, version integer not null default 1,
    lang text not null default 'fr', state_before text, waiting_since text,
    place_label text not null default '', description_shown text not null default '',
    acknowledgement text not null default '{}', key_hash text, code_salt text not null default ''
);
create unique index request_key on request (key_hash) where key_hash is not null;
create index request_closed on request (is_open, closed_at) where closed_at is not null;
create index request_queue on request (is_open, due_on);
create index request_team on request (team, is_open, due_on);
create index request_recent on request (created_at);
create index request_near on request (category, is_open, lat, lon);
create index request_place on request (lat, lon);
create index request_filter on request (state, created_at);
create index request_district on request (district, created_at);
create index request_category on request (category, created_at);
create index request_original on request (duplicate_of) where duplicate_of is not null;
create table contact (
    id text primary key, request_id text not null references request (id), kind text not null,
    name text not null default '', email text not null default '', phone text not null default '',
    created_at text not null
);
create index contact_request on contact (request_id);
create table photo (
    id text primary key, request_id text not null references request (id), kind text not null,
    file text not null, width integer not null, height integer not null, is_public integer not null default 0,
    created_at text not null, version integer not null default 1
);
create index photo_request on photo (request_id);
create table message (
    id text primary key, request_id text not null references request (id), kind text not null,
    author text not null, author_name text not null, body text not null, is_public integer not null default 0,
    created_at text not null
);
create index message_request on message (request_id);
"""

BACKLOG = """
create table product_goal (
    id text primary key, text text not null, is_active integer not null, created_at text not null,
    version integer not null default 1
);
create table epic (
    id text primary key, title text not null, colour text not null, position integer not null,
    version integer not null default 1
);
create table sprint (
    id text primary key, number integer not null unique, goal text not null, starts_on text not null,
    ends_on text not null, state text not null, started_at text, closed_at text,
    committed text not null default '[]', report text, version integer not null default 1
);
create unique index sprint_active on sprint (state) where state = 'active';
create table item (
    id text primary key, number integer not null unique, kind text not null, title text not null,
    as_a text not null default '', i_want text not null default '', so_that text not null default '',
    description text not null default '', criteria text not null default '[]',
    epic_id text references epic (id), estimate real, rank text not null, state text not null,
    sprint_id text references sprint (id), assignee text not null default '',
    created_at text not null, updated_at text not null, done_at text, version integer not null default 1
);
create index item_rank on item (rank);
create index item_sprint on item (sprint_id, state);
create index item_state on item (state, rank);
create table done_line (
    id text primary key, text text not null, position integer not null, is_active integer not null default 1
);
create table done_tick (
    item_id text not null references item (id), line_id text not null references done_line (id),
    ticked_at text not null, ticked_by text not null, primary key (item_id, line_id)
);
create table increment (
    key text primary key, state text not null, sprint_id text references sprint (id), released_at text,
    version integer not null default 1
);
create table increment_item (
    increment_key text not null references increment (key), item_id text not null references item (id),
    primary key (increment_key, item_id)
);
create index increment_of_item on increment_item (item_id);
create table feedback (
    id text primary key, mood text not null, comment text not null, screen text not null, increment_key text not null,
    request_reference text not null default '', sprint_id text references sprint (id), lang text not null,
    channel text not null, given_by text not null, on_behalf integer not null default 0, voice text not null,
    state text not null, item_id text references item (id), reason text not null default '', snoozed_until text,
    created_at text not null, sorted_at text, version integer not null default 1
);
create index feedback_inbox on feedback (state, created_at);
create index feedback_item on feedback (item_id) where item_id is not null;
create index feedback_sprint on feedback (sprint_id, created_at);
create table feedback_contact (
    id text primary key, feedback_id text not null references feedback (id), email text not null,
    created_at text not null
);
create table retrospective (
    id text primary key, sprint_id text not null references sprint (id), format text not null, held_on text not null,
    summary text not null default '', return_on_time real, version integer not null default 1
);
create table retro_card (
    id text primary key, retrospective_id text not null references retrospective (id), lane text not null,
    text text not null, votes integer not null default 0, position integer not null
);
create index retro_card_of on retro_card (retrospective_id);
create table retro_action (
    retrospective_id text not null references retrospective (id), item_id text not null references item (id),
    primary key (retrospective_id, item_id)
);
"""

PROJECT = """
alter table item add column tags text not null default '[]';
alter table item add column is_private integer not null default 0;
alter table item add column blocked text not null default '';
alter table item add column blocked_at text;
alter table item add column state_since text not null default '';
alter table item add column moscow text;
alter table item add column wsjf_value real;
alter table item add column wsjf_criticality real;
alter table item add column wsjf_risk real;
alter table item add column wsjf_size real;
alter table item add column rice_reach real;
alter table item add column rice_impact real;
alter table item add column rice_confidence real;
alter table item add column rice_effort real;
alter table item add column kano_functional text;
alter table item add column kano_dysfunctional text;
update item set state_since = coalesce(done_at, updated_at);
create index item_epic on item (epic_id, state);
create table item_flow (
    item_id text not null references item (id), at text not null, before text, after text not null, sprint_id text
);
create index item_flow_of on item_flow (item_id, at);
create index item_flow_at on item_flow (after, at);
create table item_link (
    id text primary key, kind text not null, from_id text not null references item (id),
    to_id text not null references item (id), created_at text not null, unique (kind, from_id, to_id)
);
create index item_link_to on item_link (to_id);
create table item_comment (
    id text primary key, item_id text not null references item (id), author text not null, author_name text not null,
    body text not null, created_at text not null, edited_at text, version integer not null default 1
);
create index item_comment_of on item_comment (item_id, created_at);
create table item_attachment (
    id text primary key, item_id text not null references item (id), name text not null, media_type text not null,
    size integer not null, file text not null, author_name text not null, created_at text not null
);
create index item_attachment_of on item_attachment (item_id, created_at);
create table item_origin (
    item_id text primary key references item (id), source text not null, external_id text not null,
    original text not null default '{}', digest text not null, imported_at text not null, unique (source, external_id)
);
alter table epic add column is_closed integer not null default 0;
create table definition_version (
    number integer primary key, lines text not null, created_at text not null, author_name text not null
);
create table saved_view (
    id text primary key, owner text not null, owner_name text not null, name text not null, query text not null,
    is_shared integer not null default 0, created_at text not null, version integer not null default 1
);
create table poker_round (
    id text primary key, item_id text not null references item (id), scale text not null, state text not null,
    opened_by text not null, opened_by_name text not null, opened_at text not null, closed_at text, estimate real,
    version integer not null default 1
);
create index poker_round_open on poker_round (state, opened_at);
create table poker_vote (
    round_id text not null references poker_round (id), voter text not null, voter_name text not null,
    value text not null, voted_at text not null, primary key (round_id, voter)
);
alter table sprint add column focus_factor real not null default 0.8;
create table sprint_capacity (
    sprint_id text not null references sprint (id), person text not null, days real not null, absent real not null,
    primary key (sprint_id, person)
);
create table board_limit (
    state text primary key, maximum integer not null, is_hard integer not null, version integer not null default 1
);
create table impediment (
    id text primary key, sprint_id text references sprint (id), item_id text references item (id), text text not null,
    owner text not null default '', opened_at text not null, opened_by_name text not null, closed_at text,
    resolution text not null default '', version integer not null default 1
);
create index impediment_open on impediment (closed_at, opened_at);
"""


def run(db: Database, script: str) -> None:
    """Statement by statement, inside the migration's transaction (executescript would commit it)."""
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> list[str]:
    """The statements of a script: each ends with a semicolon at the end of a line (a trigger's body is on one line)."""
    return [statement.strip() for statement in script.split(";\n") if statement.strip()]


def full_text(db: Database, index: str) -> None:
    """An index of words by key, without accents; what differs between engines stays here and in the store."""
    db.execute(
        f"create virtual table {index} using fts5 "
        "(key unindexed, words, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')"
    )


@MIGRATIONS()
def m0001_foundation(db: Database) -> None:
    run(db, FOUNDATION)


@MIGRATIONS()
def m0002_prototype(db: Database) -> None:
    run(db, PROTOTYPE)
    full_text(db, "address_search")
    full_text(db, "request_search")


@MIGRATIONS()
def m0003_backlog(db: Database) -> None:
    run(db, BACKLOG)
    full_text(db, "item_search")
    full_text(db, "feedback_search")


@MIGRATIONS()
def m0004_project(db: Database) -> None:
    run(db, PROJECT)
    tell_flow(db)


def tell_flow(db: Database) -> None:
    """The states that items went through until now, from the journal, which was the only one to know them."""
    rows = list(db.query("select key, at, verb, changes from journal where kind = 'item' order by number"))
    known = {row["id"] for row in db.query("select id from item")}
    sprints: dict[str, str | None] = {}  # where each item is, as the lines are read
    for row in rows:
        changes = json.loads(row["changes"])
        if "sprint_id" in changes:
            sprints[row["key"]] = changes["sprint_id"][1]
        before, after = (None, "backlog") if row["verb"] == "add" else changes.get("state", (None, None))
        if after and row["key"] in known:
            flow = {"item_id": row["key"], "at": row["at"], "before": before, "after": after}
            flow["sprint_id"] = sprints.get(row["key"])
            db.table("item_flow").insert(flow)
            db.execute("update item set state_since = :at where id = :id", {"at": row["at"], "id": row["key"]})
    lines = list(db.query("select id, text from done_line where is_active = 1 order by position"))
    if lines:
        version = {"number": 1, "created_at": rows[0]["at"] if rows else "", "author_name": ""}
        db.table("definition_version").insert(version | {"lines": json.dumps(lines, ensure_ascii=False)})
