"""What both domains stand on: the store, the journal, access, settings and reference data."""
