"""The words already in use on items, offered again so that people write the same ones."""

from __future__ import annotations

import json
from dataclasses import dataclass

from backlog.visibility import visible
from data.access import Actor, Permission, Role, require
from data.context import Context

TEAM = (Role.PRODUCT_OWNER, Role.SCRUM_MASTER, Role.DEVELOPER)


@dataclass(frozen=True)
class Vocabulary:
    """What may be chosen again; anything else may be written."""

    context: Context

    def tags(self, *, by: Actor) -> tuple[str, ...]:
        """Every tag of the items that the person may see, once whatever its case, in alphabetical order."""
        require(by, Permission.SEE_PROJECT)
        rows = self.context.store.rows(f"select distinct tags from item where tags <> '[]' and {visible(by)}")
        found = {tag.casefold(): tag for row in rows for tag in json.loads(row["tags"])}
        return tuple(found[key] for key in sorted(found))

    def people(self, *, by: Actor) -> tuple[str, ...]:
        """The names of the team's accounts and of whoever an item is already given to."""
        require(by, Permission.SEE_PROJECT)
        roles = "('" + "', '".join(TEAM) + "')"
        rows = self.context.store.rows(
            f"select name from account where is_active = 1 and role in {roles} "
            f"union select assignee from item where assignee <> '' and {visible(by)}"
        )
        return tuple(sorted((row["name"] for row in rows), key=str.casefold))
