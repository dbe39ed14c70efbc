"""How loops run and what they can tell."""
