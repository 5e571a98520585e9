"""What the layout of a page leaves in its text."""
