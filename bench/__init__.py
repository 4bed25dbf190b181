"""How fast and how heavy: measured, beside a baseline of the same run. `make bench`, never a unit test."""
