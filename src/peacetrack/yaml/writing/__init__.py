"""Logs written, and entries spliced into files."""
