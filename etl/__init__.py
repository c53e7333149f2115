"""From files to a release: read, hold against the contract, derive, check, build, publish."""
