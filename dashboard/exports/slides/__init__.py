"""Slides: a deck drawn on our own template or the user's, with native charts and tables."""
