"""Web doors that are not screens."""
