"""Roadmap: chances by the end of months, in the order of the work."""

from __future__ import annotations

from datetime import date

from metrics.monte_carlo import when
from metrics.roadmap import Stretch, figure, percent_of, roadmap, shortened, table, word
from tests.oracles import ORACLES

PAST = ORACLES["monte_carlo"]["weekly_throughput"]
TODAY, DAYS = date(2026, 11, 24), (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31))
EPICS = [Stretch("Carte des travaux et des événements", 12, 38), Stretch("Suivi", 3, 5)]
NAMES = {
    **{day.isoformat(): f"{day:%m/%y}" for day in DAYS},
    "percent": "{n} %",
    "epic": "Épopée",
    "left": "Reste",
    "place": "Jusqu’au",
    "sure": "presque sûr",
    "likely": "probable",
    "possible": "possible",
    "unlikely": "peu probable",
}


def test_epic_that_comes_first_is_first_and_whole_weeks_count() -> None:
    found = roadmap(PAST, EPICS, TODAY, DAYS)
    assert [each.title for each in found.epics] == ["Suivi", "Carte des travaux et des événements"]
    assert found.chances[1] == (0.0, when(PAST, 38).chance(5), when(PAST, 38).chance(9))
    for row in found.chances:
        assert list(row) == sorted(row)


def test_roadmap_is_drawn_and_written_with_words() -> None:
    found = roadmap(PAST, EPICS, TODAY, DAYS)
    drawn = figure(found, NAMES, "fr")
    assert [each.text for each in drawn.layout.annotations] == [
        "<b>Carte des travaux et des événements</b>",
        "<b>Suivi</b>",
    ]
    assert shortened("x" * 60) == "x" * 37 + "…"
    rows = table(found, NAMES)
    assert rows[0]["Épopée"] == "Suivi"
    assert rows[1]["11/26"] == "0 % · peu probable"
    assert rows[0]["01/27"] == "100 % · presque sûr"


def test_a_chance_has_one_word_and_only_certainty_is_written_100() -> None:
    assert [word(each) for each in (0, 0.3, 0.7, 0.95)] == ["unlikely", "possible", "likely", "sure"]
    assert [percent_of(each) for each in (0, 0.001, 0.5, 0.999, 1)] == [0, 1, 50, 99, 100]


def test_roadmap_without_an_epic_still_draws() -> None:
    assert table(roadmap(PAST, [], TODAY, DAYS), NAMES) == []
    assert len(figure(roadmap(PAST, [], TODAY, DAYS), NAMES, "fr").data) == 1
