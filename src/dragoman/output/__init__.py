"""Briefs and other things to read, from records."""
