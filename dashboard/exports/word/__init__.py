"""A document for Word: its text as markup, its charts as parts, its look from a template."""
