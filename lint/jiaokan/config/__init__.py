"""Which rules run on a file, and how they are set."""
