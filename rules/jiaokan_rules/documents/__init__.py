"""The document as a whole: whether it is language, and which."""
