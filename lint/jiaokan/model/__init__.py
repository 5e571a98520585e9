"""A document, its views, and what is found in it."""
