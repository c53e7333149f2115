"""Response-level surveys: instrument, answers, frame of the invited, aggregates.

Answers are read here, kept in `private/` and leave this package only as counts that
`etl/disclosure/` has let through.
"""
