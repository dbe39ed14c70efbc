"""Short answers to the questions readers ask."""
