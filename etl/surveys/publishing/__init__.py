"""What a survey publishes: from counts to the rows of a release, held to what may be shown."""
