"""Who judges what, how they score, present and visit."""
