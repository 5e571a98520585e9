"""ENC: bytes and characters that no reader was meant to see."""
