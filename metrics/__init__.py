"""Rows in → small frozen result → figure out. Imports nothing of ours."""
