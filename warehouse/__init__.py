"""The shared middle: what we know, where it is stored, how it is asked for."""
