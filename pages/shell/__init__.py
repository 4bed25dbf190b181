"""What every screen stands on: the frame, who is here, session keys, texts, refusals."""
