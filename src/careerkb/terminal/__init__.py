"""The command line: `careerkb compare` for two letters, `careerkb ask` for every calculator."""
