"""Screens for the agents of the town."""
