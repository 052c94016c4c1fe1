"""Dragoman: a sourced record of relations between states, read from the news."""
