"""Who somebody is, and how they come in."""
