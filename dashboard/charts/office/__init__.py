"""Charts as Office draws them itself: chart parts with the workbooks that hold their figures."""
