"""A hand on a board in front of AppTest: what it shows, and the event that a browser would send."""

from __future__ import annotations

import json
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

FIELDS = ("id", "number", "version", "title", "href", "facts", "badges", "colour", "position", "selected")
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"  # Streamlit's name of a component's events; no public way in yet


def shown(test: AppTest, key: str) -> dict[str, Any]:
    """Everything that the board with that key was given; its cards are dicts."""
    data: dict[str, Any] = json.loads(proto(test, key).json)
    for column in data["columns"]:
        column["cards"] = [dict(zip(FIELDS, card, strict=True)) for card in column["cards"]]
    return data


def cards(test: AppTest, key: str, column: int = 0) -> list[dict[str, Any]]:
    """The cards of one column, in their order."""
    return list(shown(test, key)["columns"][column]["cards"])


def send(test: AppTest, key: str, **event: Any) -> AppTest:
    """The event, as the browser sends it, and the run that follows."""
    states = test._tree.get_widget_states()
    value = {"serial": f"test-{len(states.widgets)}-{event}", **event}
    payload = json.dumps([{"event": "event", "value": value}])
    name = TRIGGERS.format(id=proto(test, key).id)
    states.widgets.append(WidgetState(id=name, json_trigger_value=payload))
    return test._run(states)


def proto(test: AppTest, key: str) -> Any:
    """What Streamlit sent to the browser for that board."""
    found = [each.proto for each in test.get("bidi_component") if f"-{key}" in each.proto.id]
    assert len(found) == 1, [each.proto.id for each in test.get("bidi_component")]
    return found[0]
