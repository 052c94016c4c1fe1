"""World → Article: plain text, Markdown, HTML, JSONL, folders and standard input."""
