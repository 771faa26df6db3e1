"""Texts read as trees with a place for every key."""
