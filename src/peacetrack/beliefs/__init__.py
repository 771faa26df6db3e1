"""Whose word it is, what was known by when, and in which order it happened."""
