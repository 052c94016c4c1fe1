"""Scorers for the gold formats: gold items and predictions → figures."""
