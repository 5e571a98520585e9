"""What the text itself says should not be reported."""
