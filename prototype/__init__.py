"""The town's citizen-relationship management: intervention requests, from the report to the answer."""
