"""One look for every figure: Okabe–Ito colours (told apart by colour-blind people), transparent, numbers as written."""

from __future__ import annotations

import plotly.graph_objects as go

# Okabe & Ito 2008, "Color Universal Design", without black and yellow: both vanish on one of our two grounds.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
GREY = "#7A8794"  # 3:1 on the light and on the dark ground
SEPARATORS = {"fr": ",\u202f", "en": ".,"}
HEIGHT = 300  # pixels


def figure(lang: str = "fr") -> go.Figure:
    """An empty figure in our look; `lang` chooses how numbers are written."""
    drawn = go.Figure()
    drawn.update_layout(
        template="none",
        height=HEIGHT,
        margin={"l": 44, "r": 16, "t": 16, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "Atkinson Hyperlegible Next, system-ui, sans-serif", "size": 14, "color": GREY},
        separators=SEPARATORS[lang],
        hovermode="x unified",
        showlegend=False,
        dragmode=False,
    )
    drawn.update_xaxes(showgrid=False, zeroline=False, fixedrange=True, linecolor=GREY)
    drawn.update_yaxes(rangemode="tozero", zeroline=False, fixedrange=True, gridcolor="rgba(122,135,148,0.25)")
    return drawn


def name_line(drawn: go.Figure, text: str, x: object, y: float, colour: str, *, above: bool = True) -> None:
    """A direct label at a point of a line, instead of a legend."""
    drawn.add_annotation(
        x=x,
        y=y,
        text=f"<b>{text}</b>",
        showarrow=False,
        font={"color": colour, "size": 14},
        yshift=12 if above else -12,
        xanchor="auto",
    )
