"""Mathematics that belongs to no noun: roots, distributions, calendars and scales of tax."""
