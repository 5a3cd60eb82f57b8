"""Who works on a proposal together."""
