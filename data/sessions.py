"""Sign-in: accounts, sessions by a secret that only the browser keeps, one-time sign-in links."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from data.access import ROLES, SYSTEM, Actor, Role, actor
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.store import Row

LINK_HOURS = 24
COOKIE = "boucle_session"


@dataclass(frozen=True)
class Sessions:
    """Opens, reads and closes sign-ins. The database holds hashes only: reading it signs nobody in."""

    context: Context
    hours: int

    def accounts(self) -> list[Actor]:
        """The people who may sign in, in the order of the roles."""
        rows = self.context.store.rows("select * from account where is_active = 1")
        order = list(Role)
        return sorted((as_actor(row) for row in rows), key=lambda each: (order.index(each.role), each.name))

    def add_account(self, *, name: str, role: Role, team: str = "", id: str = "") -> Actor:
        """A new account (the command door's verb)."""
        if role not in ROLES or role in (Role.SYSTEM, Role.INHABITANT):
            raise refuse("role_unknown", on="role", role=role)
        key = id or self.context.new_id()
        with self.context.store.transaction():
            self.context.store.insert("account", {"id": key, "name": name.strip(), "role": role.value, "team": team})
            self.context.journal.write(by=SYSTEM, kind="account", key=key, verb="add", changes={"role": (None, role)})
        return actor(role, id=key, name=name.strip(), team=team)

    def open(self, account_id: str) -> str:
        """A new session of that account; returns the secret for the cookie."""
        with self.context.store.transaction():
            return self._open(account_id)

    def who(self, secret: str) -> Actor | None:
        """The actor behind a cookie; None when it is unknown, expired, or its account is closed."""
        if not secret:
            return None
        row = self.context.store.row(
            "select account.* from session join account on account.id = session.account_id "
            "where token_hash = :hash and expires_at > :now and is_active = 1",
            {"hash": hashed(secret), "now": to_text(self.context.clock())},
        )
        return None if row is None else as_actor(row)

    def close(self, secret: str) -> None:
        """Signs out: the secret is worth nothing afterwards."""
        with self.context.store.transaction():
            self.context.store.execute("delete from session where token_hash = :hash", {"hash": hashed(secret)})

    def make_link(self, account_id: str) -> str:
        """The secret of a sign-in link, good once, for 24 hours."""
        secret = secrets.token_urlsafe(24)
        expires = self.context.clock() + timedelta(hours=LINK_HOURS)
        row = {"token_hash": hashed(secret), "account_id": account_id, "expires_at": to_text(expires)}
        with self.context.store.transaction():
            self.context.store.get("account", account_id)
            self.context.store.insert("sign_in_link", row)
        return secret

    def use_link(self, secret: str) -> str:
        """Spends a sign-in link and opens a session. Raises Refused("link_invalid") when used, late or unknown."""
        now = to_text(self.context.clock())
        with self.context.store.transaction():
            spent = self.context.store.execute(
                "update sign_in_link set used_at = :now "
                "where token_hash = :hash and used_at is null and expires_at > :now",
                {"hash": hashed(secret), "now": now},
            )
            if not spent:
                raise refuse("link_invalid")
            link = self.context.store.get("sign_in_link", hashed(secret), column="token_hash")
            return self._open(link["account_id"])

    def _open(self, account_id: str) -> str:
        secret = secrets.token_urlsafe(32)
        now = self.context.clock()
        account = as_actor(self.context.store.get("account", account_id))
        self.context.store.execute("delete from session where expires_at <= :now", {"now": to_text(now)})
        self.context.store.insert(
            "session",
            {
                "token_hash": hashed(secret),
                "account_id": account_id,
                "created_at": to_text(now),
                "expires_at": to_text(now + timedelta(hours=self.hours)),
            },
        )
        self.context.journal.write(by=account, kind="account", key=account_id, verb="sign_in")
        return secret


def hashed(secret: str) -> str:
    """What the database keeps of a 128-bit (or longer) random secret; such secrets need no salt nor slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def as_actor(row: Row) -> Actor:
    """The actor of an account's row."""
    return actor(Role(row["role"]), id=row["id"], name=row["name"], team=row["team"])
