"""A competition from its announcement to the last step."""
