"""Screens of the product owner."""
