"""How fast the product is, measured on the real programs. Not for tests: nothing here can fail
a build, since a time measured on a busy machine proves little.
"""
