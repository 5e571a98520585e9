"""Line breaks that split words, sentences and titles."""
