"""The example release: made-up answers with known truths, run through the very same line.

`truths.py` says what is true of it, the rest turns that into the files that an office would get.
"""
