"""The office: its units, its people, what they may do, and how they are brought in."""
