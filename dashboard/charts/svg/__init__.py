"""Charts as SVG, without any browser."""
