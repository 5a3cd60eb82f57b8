"""The plenary as one person sees it: what to talk about first, one entry, and who is there."""
