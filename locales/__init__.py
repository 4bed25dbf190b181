"""Everything people read: French source texts, English catalogue, labels and sentences by code."""
