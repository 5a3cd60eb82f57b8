"""Field visits: a team looks whether what an entry claims is so, and signs what it found."""
