"""The icon of each kind of item."""

from __future__ import annotations

from backlog.models import ItemKind

KINDS = {
    ItemKind.STORY: ":material/bookmark:",
    ItemKind.BUG: ":material/bug_report:",
    ItemKind.IMPROVEMENT: ":material/trending_up:",
    ItemKind.CHORE: ":material/handyman:",
    ItemKind.SPIKE: ":material/science:",
}
