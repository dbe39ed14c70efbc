"""The tools that cross chapters: the offer file, and the guide for two letters."""
