"""How a verb says no: stable codes and facts. Sentences are made at the edge."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One reason: a stable code, the field it concerns ("" for the whole act), the facts of its sentence."""

    code: str
    field: str = ""
    facts: dict[str, object] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """A verb that cannot be done, with every reason at once so that a form can show them all."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("a refusal has a reason")
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    @property
    def code(self) -> str:
        """The first reason's code."""
        return self.problems[0].code

    @property
    def facts(self) -> dict[str, object]:
        """The first reason's facts."""
        return self.problems[0].facts


def refuse(code: str, *, on: str = "", **facts: object) -> Refused:
    """One reason, ready to raise: `raise refuse("sentence_missing", on="description")`."""
    return Refused(Problem(code, on, facts))
