"""White space: between characters, at the ends of lines, between lines."""
