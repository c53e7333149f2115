"""The checks. Helpers that several tests share are modules of this package."""
