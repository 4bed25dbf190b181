"""Puts the shipped reference data into the store: services, bodies, categories, addresses and their index."""

from __future__ import annotations

import csv
import json
from typing import Any

from data.geography import REFERENCE, load_geography
from data.store import Row, Store


def load_reference(store: Store) -> None:
    """Adds what is missing, in one transaction. Doing it twice changes nothing, and what the town has edited stays."""
    with store.transaction():
        add_missing(store, "service_team", "code", read_json("service_teams"))
        add_missing(store, "body", "code", read_json("bodies"))
        add_missing(store, "category", "code", [category_row(each) for each in read_json("categories")])
        addresses = add_missing(store, "address", "id", read_addresses())
        store.insert_many(
            "address_search", ({"key": row["id"], "words": f"{row['number']} {row['street']}"} for row in addresses)
        )


def add_missing(store: Store, table: str, key: str, rows: list[Row]) -> list[Row]:
    """Inserts the rows whose key the table lacks; returns them."""
    known = {row[key] for row in store.rows(f"select {key} from {table}")}
    missing = [row for row in rows if row[key] not in known]
    store.insert_many(table, missing)
    return missing


def category_row(category: dict[str, Any]) -> Row:
    """A category of the file as the table keeps it."""
    questions = json.dumps(category["questions"], ensure_ascii=False, separators=(",", ":"))
    return {**category, "is_public": int(category["is_public"]), "questions": questions}


def read_json(name: str) -> list[dict[str, Any]]:
    """A list of the reference folder."""
    loaded: list[dict[str, Any]] = json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def read_addresses() -> list[Row]:
    """The rows of the address register, with the district of each."""
    geography = load_geography()
    with (REFERENCE / "addresses.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "id": line["id"],
                "number": line["number"],
                "street": line["street"],
                "district": geography.nearest_district(float(line["lon"]), float(line["lat"])),
                "lon": float(line["lon"]),
                "lat": float(line["lat"]),
            }
            for line in csv.DictReader(file, delimiter=";")
        ]
