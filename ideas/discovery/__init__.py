"""Finding, and who had it before."""
