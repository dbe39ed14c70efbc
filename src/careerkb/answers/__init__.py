"""What a calculator returns, as data, and every form in which it is shown."""
