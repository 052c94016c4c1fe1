"""Candidates + codebook → coded events."""
