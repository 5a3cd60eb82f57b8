"""Personal data: what is held, why, how long, and the way out."""
