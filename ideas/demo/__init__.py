"""The demo year: one invented regency, four competitions, built through the product's own actions.

Nothing here writes a table: people are hired, competitions opened, proposals written, sent,
endorsed, checked, voted on, judged, sealed and released by the same functions as on the pages,
each at its own moment on a clock that stands still meanwhile.
"""
