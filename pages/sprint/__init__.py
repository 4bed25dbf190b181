"""Screens of the team's sprint."""
