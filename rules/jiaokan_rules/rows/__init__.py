"""The rows of a page, and the line breaks between them that split words, sentences and titles.

Two kinds of evidence decide. A break inside a wrapped stretch (`wraps`, `stretches`) lies where a column was full. Any
other break must show in the text itself: a word across it, a number and its unit, an open sentence (`line_breaks`).
"""
