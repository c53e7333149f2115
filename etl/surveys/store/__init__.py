"""`private/`: answers under pseudonyms, for their owner alone, with the key and the journal."""
