"""Field visits: who goes where and when, and who is told."""
