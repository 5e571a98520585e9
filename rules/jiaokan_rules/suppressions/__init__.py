"""SUP: what the text says should not be reported."""
