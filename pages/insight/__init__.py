"""Screens that tell how things go."""
