"""Wadah: civil servants pitch ideas, work on them together, vote, judge and are recognised.

Read acts.py, stages.py and permissions.py first: together they are the product.
Then given.py (time and chance), database.py (what is durable) and one feature,
say ballots/: rules -> models -> queries -> actions. What is seen lives in pages/.
"""
