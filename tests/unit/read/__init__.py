"""Reading: bytes and places become articles, or reasons."""
