from __future__ import annotations

import json

from data.reference_data import load_reference, read_addresses, read_json
from services import Services


def test_register_holds_every_address_with_its_accents() -> None:
    addresses = read_addresses()
    assert len(addresses) == len({address["id"] for address in addresses}) == 8413
    for address in addresses:
        assert "Ã" not in address["street"]
        assert "â€" not in address["street"]
        assert not address["street"].startswith(("Allee ", "Av ", "Pl "))


def test_loading_twice_changes_nothing(services: Services) -> None:
    load_reference(services.store)
    tables = ("address", "address_search", "category", "service_team", "body")
    before = [services.store.scalar(f"select count(*) from {table}") for table in tables]
    load_reference(services.store)
    assert before == [services.store.scalar(f"select count(*) from {table}") for table in tables]
    assert before[:2] == [8413, 8413]


def test_loading_again_keeps_what_the_town_edited(services: Services) -> None:
    load_reference(services.store)
    services.store.update("service_team", "lighting", {"name": "Lumières"}, version=1, column="code")
    load_reference(services.store)
    assert services.store.get("service_team", "lighting", column="code")["name"] == "Lumières"


def test_address_is_found_without_accents(services: Services) -> None:
    load_reference(services.store)
    for words, street in {"rue jules guesde": "Rue Jules Guesde", "Allée de l’Égalité": "Allée de l’Égalité"}.items():
        found = services.store.search("address_search", words, limit=5)
        assert services.store.get("address", found[0])["street"] == street


def test_leaf_categories_are_complete() -> None:
    categories = read_json("categories")
    families = {each["code"] for each in categories if each["parent"] is None}
    teams = {each["code"] for each in read_json("service_teams")}
    bodies = {each["code"] for each in read_json("bodies")}
    leaves = [each for each in categories if each["parent"]]
    assert len(teams) == 8
    assert len(bodies) == 1
    assert 25 <= len(leaves) <= 30
    for leaf in leaves:
        assert leaf["parent"] in families
        assert leaf["team"] in teams
        assert leaf["body"] is None or leaf["body"] in bodies
        assert leaf["norm_days"] > 0
        assert leaf["keywords"]
        assert leaf["name_en"]
    assert [each["code"] for each in leaves if not each["is_public"]] == ["person_in_distress", "neighbour_dispute"]


def test_questions_have_both_languages_and_a_known_kind() -> None:
    questions = [question for category in read_json("categories") for question in category["questions"]]
    for question in questions:
        assert question["kind"] in {"choice", "number", "date", "text"}
        assert question["text"]
        assert question["text_en"]
        assert bool(question["choices"]) == (question["kind"] == "choice")
        for choice in question["choices"]:
            assert choice["text"]
            assert choice["text_en"]
            assert bool(choice["stop"]) == bool(choice["stop_en"])


def test_questions_are_kept_as_json(services: Services) -> None:
    load_reference(services.store)
    row = services.store.get("category", "street_lamp", column="code")
    assert json.loads(row["questions"])[0]["code"] == "extent"
