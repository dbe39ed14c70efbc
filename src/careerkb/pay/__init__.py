"""What an offer is worth: definitions, vesting."""
