"""A proposal as it is written: forms, text, files, names that stay hidden."""
