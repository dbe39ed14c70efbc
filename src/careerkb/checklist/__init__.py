"""What to prepare, in which order, in how many hours."""
