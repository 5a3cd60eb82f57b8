"""How a plenary ends: two signatures, and minutes that say the same whenever they are read."""
