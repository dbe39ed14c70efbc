"""The command line: `compare` and `diff` for letters, `careerkb ask` for every calculator."""
