"""What git says changed."""
