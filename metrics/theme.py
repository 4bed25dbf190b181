"""One look for every figure: Okabe–Ito colours (told apart by colour-blind people), transparent, numbers as written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any

import plotly.graph_objects as go

# Okabe & Ito 2008, "Color Universal Design", without black and yellow: both vanish on one of our two grounds.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
GREY = "#7A8794"  # 3:1 on the light and on the dark ground
# Words need more contrast than lines (WCAG 1.4.3): each colour has a tone for those, of 4.5:1 on each ground.
ON_LIGHT: Mapping[str, str] = {
    BLUE: "#0072B2",
    ORANGE: "#8A5F00",
    GREEN: "#007A59",
    VERMILION: "#B04E00",
    SKY: "#1B6FA0",
    PURPLE: "#A2447A",
    GREY: "#52606D",
}
ON_DARK: Mapping[str, str] = {
    BLUE: "#5AB4EA",
    ORANGE: "#E69F00",
    GREEN: "#2BBF95",
    VERMILION: "#F0843C",
    SKY: "#7CC7F2",
    PURPLE: "#DB9BC0",
    GREY: "#A9B4C2",
}
SEPARATORS = {"fr": ",\u202f", "en": ".,"}
SMALL_TITLES = go.layout.Template(layout={axis: {"title": {"font": {"size": 14}}} for axis in ("xaxis", "yaxis")})
HEIGHT = 300  # pixels
NAME = 17  # pixels that the name of a mark takes


def figure(lang: str = "fr") -> go.Figure:
    """An empty figure in our look, its words for the light ground; `lang` chooses how numbers are written."""
    drawn = go.Figure()
    drawn.update_layout(
        template=SMALL_TITLES,
        height=HEIGHT,
        margin={"l": 44, "r": 16, "t": 16, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={
            "family": "Atkinson Hyperlegible Next, system-ui, sans-serif",
            "size": 14,
            "color": ON_LIGHT[GREY],
        },
        separators=SEPARATORS[lang],
        hovermode="x unified",
        showlegend=False,
        dragmode=False,
    )
    drawn.update_xaxes(showgrid=False, zeroline=False, fixedrange=True, linecolor=GREY, tickangle=0)
    drawn.update_yaxes(rangemode="tozero", zeroline=False, fixedrange=True, gridcolor="rgba(122,135,148,0.25)")
    return drawn


def name_line(
    drawn: go.Figure, text: str, x: object, y: float, colour: str, *, above: bool = True, anchor: str = "auto"
) -> None:
    """A direct label at a point of a line, instead of a legend."""
    drawn.add_annotation(
        x=x,
        y=y,
        text=f"<b>{text}</b>",
        showarrow=False,
        font={"color": ON_LIGHT.get(colour, colour), "size": 14},
        yshift=12 if above else -12,
        xanchor=anchor,
    )


def name_last(drawn: go.Figure, text: str, x: datetime, y: float, colour: str, ends: tuple[datetime, datetime]) -> None:
    """A direct label at the last point of a line, on the side where there is room between the ends of the axis."""
    begins, stops = ends
    name_line(drawn, text, x, y, colour, anchor="right" if x - begins > (stops - begins) / 2 else "left")


def mark_values(drawn: go.Figure, marks: Mapping[Any, str]) -> None:
    """A dashed line up at each value, its name above the figure, each a little higher so that no two names touch."""
    for row, (x, text) in enumerate(sorted(marks.items())):
        drawn.add_vline(x=x, line={"color": ORANGE, "dash": "dash", "width": 2})
        name_line(drawn, text, x, 1.0, ORANGE, anchor="center")
        drawn.layout.annotations[-1].update(yref="paper", yanchor="bottom", yshift=NAME * row)
    drawn.update_layout(margin_t=16 + NAME * len(marks))


def from_zero(highest: float) -> list[float]:
    """The range of an axis from 0, with room above for the words on the highest point."""
    return [0, 1.15 * highest or 1]


def dates(drawn: go.Figure, first: date, days: int, *, step: int = 1, marks: int = 5) -> None:
    """Marks on the axis of dates: from the first day, every `step` days or a multiple that leaves `marks` at most."""
    every = step * max(1, -(-days // (step * marks)))
    drawn.update_xaxes(tick0=first.isoformat(), dtick=86_400_000 * every, tickformat="%d/%m")


def inert(text: str) -> str:
    """What somebody typed, shown letter for letter: Plotly reads tags in the texts of a figure."""
    return escape(text, quote=False)


def for_dark_ground(drawn: go.Figure) -> go.Figure:
    """That figure with its words in the tones of the dark ground; lines and bars keep their colours."""
    tones = {ON_LIGHT[colour]: tone for colour, tone in ON_DARK.items()}
    drawn.update_layout(font_color=tones[ON_LIGHT[GREY]])
    for annotation in drawn.layout.annotations:
        if annotation.font.color in tones:
            annotation.font.color = tones[annotation.font.color]
    return drawn
