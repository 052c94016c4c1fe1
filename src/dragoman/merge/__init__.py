"""Many articles → happenings, sources and origins, accounts and conflicts."""
