"""Tests of the marks on an article: regions, paragraphs, sentences, parse."""
