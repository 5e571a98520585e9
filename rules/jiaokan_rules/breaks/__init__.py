"""Line breaks: where printed text was cut and should read on.

Two kinds of evidence decide. A break inside a wrapped stretch (`columns`) lies where the line was full; any other
must show in the text itself: a word across it, a number and its unit, a clause left open (`judge`).
"""
