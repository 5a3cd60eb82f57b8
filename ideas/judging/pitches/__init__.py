"""Presentations: a plan of slots drawn by lot, teams that confirm and swap, judges who listen."""
