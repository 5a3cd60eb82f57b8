"""What a file is: its kind by what is in it, its bounds, and what may be shown of it."""
