"""Which files belong to which part of a proposal, and which of them were sent with it."""
