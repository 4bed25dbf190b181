"""Which tables make a project, their columns and what these hold: what leaves in an export, what may come back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from backlog.models import (
    FeedbackState,
    IncrementState,
    ItemKind,
    ItemState,
    KanoAnswer,
    Mood,
    Moscow,
    PokerScale,
    Relation,
    RetroFormat,
    RoundState,
    SprintState,
)
from data.access import Role

# What the journal of a project tells of. Lines about the town (requests, accounts…) never leave, nor come in.
KINDS = (
    "item",
    "sprint",
    "epic",
    "product_goal",
    "done_line",
    "increment",
    "feedback",
    "retrospective",
    "impediment",
    "board",
    "poker",
    "saved_view",
    "import",  # pseudonyms and epics that the next import of a source needs
)


@dataclass(frozen=True)
class Column:
    """A column: what it holds, whether it may be empty (null), the table whose key it names."""

    name: str
    holds: str
    optional: bool
    refers: str
    code: type[StrEnum] | None


@dataclass(frozen=True)
class Table:
    """A table of the project: its columns, the order of its rows, the columns that tell two rows apart."""

    name: str
    columns: tuple[Column, ...]
    order: str
    unique: tuple[tuple[str, ...], ...] = ()
    only: str = "1 = 1"  # the rows that may leave

    @property
    def key(self) -> str:
        """The column by which other tables name a row."""
        return self.columns[0].name


def table(
    name: str, columns: str, *, order: str, unique: str = "id", only: str = "1 = 1", **codes: type[StrEnum]
) -> Table:
    """A table from `name[:holds][?][>table]` for each column; holds text unless said."""
    made = []
    for each in columns.split():
        found = re.fullmatch(r"(\w+)(?::(\w+))?(\?)?(?:>(\w+))?", each)
        if found is None:
            raise ValueError(f"not a column: {each}")
        title, holds, optional, refers = found.groups()
        made.append(Column(title, holds or "text", bool(optional), refers or "", codes.get(title)))
    groups = tuple(tuple(group.split()) for group in unique.split(",") if group)
    return Table(name, tuple(made), order, groups, only)


# In the order in which rows may be inserted: what is named before what names it.
TABLES = (
    table("product_goal", "id text is_active:flag created_at:moment version:integer", order="created_at, id"),
    table("epic", "id title colour position:integer version:integer is_closed:flag", order="position, id"),
    table(
        "sprint",
        "id number:integer goal starts_on:day ends_on:day state started_at:moment? closed_at:moment? committed:list "
        "report:object? version:integer focus_factor:real",
        order="number",
        unique="id,number",
        state=SprintState,
    ),
    table(
        "item",
        "id number:integer kind title as_a i_want so_that description criteria:list epic_id?>epic estimate:real? "
        "rank:rank state sprint_id?>sprint assignee created_at:moment updated_at:moment done_at:moment? "
        "version:integer tags:list is_private:flag blocked blocked_at:moment? state_since:moment moscow? "
        "wsjf_value:real? wsjf_criticality:real? wsjf_risk:real? wsjf_size:real? rice_reach:real? rice_impact:real? "
        "rice_confidence:real? rice_effort:real? kano_functional? kano_dysfunctional?",
        order="number",
        unique="id,number",
        kind=ItemKind,
        state=ItemState,
        moscow=Moscow,
        kano_functional=KanoAnswer,
        kano_dysfunctional=KanoAnswer,
    ),
    # No key tells two moves of one moment apart: they are kept in the order in which the item made them.
    table(
        "item_flow",
        "item_id>item at:moment before? after sprint_id?",
        order="item_id, at",
        unique="",
        before=ItemState,
        after=ItemState,
    ),
    table(
        "item_link",
        "id kind from_id>item to_id>item created_at:moment",
        order="created_at, id",
        unique="id,kind from_id to_id",
        kind=Relation,
    ),
    table(
        "item_comment",
        "id item_id>item author author_name body created_at:moment edited_at:moment? version:integer",
        order="created_at, id",
    ),
    table(
        "item_attachment",
        "id item_id>item name media_type size:integer file:file author_name created_at:moment",
        order="created_at, id",
    ),
    table(
        "item_origin",
        "item_id>item source external_id original:object digest imported_at:moment",
        order="item_id",
        unique="item_id,source external_id",
    ),
    table("done_line", "id text position:integer is_active:flag", order="position, id"),
    table(
        "done_tick",
        "item_id>item line_id>done_line ticked_at:moment ticked_by",
        order="item_id, line_id",
        unique="item_id line_id",
    ),
    table("definition_version", "number:integer lines:list created_at author_name", order="number", unique="number"),
    table(
        "increment",
        "key state sprint_id?>sprint released_at:moment? version:integer",
        order="key",
        unique="key",
        state=IncrementState,
    ),
    table(
        "increment_item",
        "increment_key>increment item_id>item",
        order="increment_key, item_id",
        unique="increment_key item_id",
    ),
    table(
        "feedback",
        "id mood comment screen increment_key request_reference sprint_id?>sprint lang channel given_by "
        "on_behalf:flag voice state item_id?>item reason snoozed_until:day? created_at:moment sorted_at:moment? "
        "version:integer",
        order="created_at, id",
        mood=Mood,
        state=FeedbackState,
    ),
    table(
        "retrospective",
        "id sprint_id>sprint format held_on:day summary return_on_time:real? version:integer",
        order="held_on, id",
        format=RetroFormat,
    ),
    table(
        "retro_card",
        "id retrospective_id>retrospective lane text votes:integer position:integer",
        order="retrospective_id, position, id",
    ),
    table(
        "retro_action",
        "retrospective_id>retrospective item_id>item",
        order="retrospective_id, item_id",
        unique="retrospective_id item_id",
    ),
    table(
        "saved_view",
        "id owner owner_name name query is_shared:flag created_at:moment version:integer",
        order="created_at, id",
    ),
    table(
        "poker_round",
        "id item_id>item scale state opened_by opened_by_name opened_at:moment closed_at:moment? estimate:real? "
        "version:integer",
        order="opened_at, id",
        scale=PokerScale,
        state=RoundState,
    ),
    table(
        "poker_vote",
        "round_id>poker_round voter voter_name value voted_at:moment",
        order="round_id, voter",
        unique="round_id voter",
        # A card that was never shown stays with whoever played it.
        only="round_id in (select id from poker_round where state in ('revealed', 'settled', 'again'))",
    ),
    table(
        "sprint_capacity",
        "sprint_id>sprint person days:real absent:real",
        order="sprint_id, person",
        unique="sprint_id person",
    ),
    table(
        "board_limit",
        "state maximum:integer is_hard:flag version:integer",
        order="state",
        unique="state",
        state=ItemState,
    ),
    table(
        "impediment",
        "id sprint_id?>sprint item_id?>item text owner opened_at:moment opened_by_name closed_at:moment? resolution "
        "version:integer",
        order="opened_at, id",
    ),
)
JOURNAL = table(
    "journal",
    "at:moment actor actor_name role kind key verb changes:object reason",
    order="number",
    role=Role,
    unique="",
)
