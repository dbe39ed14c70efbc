"""The work itself, publication odds, serving cost."""
