"""What others than the team get of a file: made anew from its pixels or its words, nothing copied.

It runs in a box of its own (`outside/boxed.py`): little memory, little time, no secrets.
"""
