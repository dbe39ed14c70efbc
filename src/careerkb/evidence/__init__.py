"""How we know: the claims with their verdicts, and the public data behind them."""
