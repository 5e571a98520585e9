"""Characters, words and figures that cannot be what was printed."""
