"""What is known of Chinese: words, scripts, typography, encodings."""
