"""Article → marked-up text: regions, sentences, tokens and parse, as marks and never as edits."""
