"""Costly mistakes, each with a check you can run."""
