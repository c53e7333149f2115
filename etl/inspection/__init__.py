"""`alf inspect`: how a file is understood, shown before anything is loaded. It decides nothing."""
