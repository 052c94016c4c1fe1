"""Text + knowledge → actors, coreference, times, candidates, statements, attribution, status, ties."""
