"""Screens for inhabitants."""
