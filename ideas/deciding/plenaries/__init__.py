"""The panel sits together: who is present, what is talked about first, what is changed and why."""
