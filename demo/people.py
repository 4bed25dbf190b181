"""Who works in the demonstration town. Every name is invented."""

from __future__ import annotations

from dataclasses import dataclass

from data.access import Actor, Role, actor
from data.sessions import Sessions

# The first eight identifiers are those of the one-click sign-in: one a role.
PEOPLE = (
    ("product_owner", "Claire Fontaine", Role.PRODUCT_OWNER, ""),
    ("scrum_master", "Mehdi Benali", Role.SCRUM_MASTER, ""),
    ("developer", "Léa Marchand", Role.DEVELOPER, ""),
    ("official", "Jeanne Rousseau", Role.OFFICIAL, ""),
    ("agent", "Thomas Girard", Role.AGENT, "lighting"),
    ("head_of_service", "Hélène Mercier", Role.HEAD_OF_SERVICE, "lighting"),
    ("counter", "Aminata Diallo", Role.COUNTER, "front_desk"),
    ("administrator", "Luc Perrin", Role.ADMINISTRATOR, ""),
    ("developer_samir", "Samir Haddad", Role.DEVELOPER, ""),
    ("developer_manon", "Manon Leroy", Role.DEVELOPER, ""),
    ("developer_hugo", "Hugo Nguyen", Role.DEVELOPER, ""),
    ("official_vincent", "Vincent Boyer", Role.OFFICIAL, ""),
    ("agent_cleaning", "Fatou Traoré", Role.AGENT, "street_cleaning"),
    ("agent_cleaning_bruno", "Bruno Picard", Role.AGENT, "street_cleaning"),
    ("agent_roads", "Karim Amrani", Role.AGENT, "roads"),
    ("agent_roads_sophie", "Sophie Chevalier", Role.AGENT, "roads"),
    ("agent_green", "Antoine Roux", Role.AGENT, "green_spaces"),
    ("agent_hygiene", "Inès Garcia", Role.AGENT, "hygiene"),
    ("agent_solidarity", "Odile Masson", Role.AGENT, "solidarity"),
    ("agent_police", "Nicolas Barbier", Role.AGENT, "municipal_police"),
    ("agent_front_desk", "Awa Camara", Role.AGENT, "front_desk"),
)


@dataclass(frozen=True)
class Staff:
    """The accounts by identifier, and the agents of each service team."""

    accounts: dict[str, Actor]
    agents: dict[str, tuple[Actor, ...]]

    def __getitem__(self, id: str) -> Actor:
        return self.accounts[id]


def add_people(sessions: Sessions) -> Staff:
    """Opens the accounts that are missing."""
    known = {row["id"] for row in sessions.context.store.rows("select id from account")}
    for id, name, role, team in PEOPLE:
        if id not in known:
            sessions.add_account(id=id, name=name, role=role, team=team)
    return staff()


def staff() -> Staff:
    """The same people without touching the store."""
    accounts = {id: actor(role, id=id, name=name, team=team) for id, name, role, team in PEOPLE}
    agents: dict[str, tuple[Actor, ...]] = {}
    for each in accounts.values():
        if each.role is Role.AGENT:
            agents[each.team] = (*agents.get(each.team, ()), each)
    return Staff(accounts, agents)
