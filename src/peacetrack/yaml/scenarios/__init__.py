"""Scenarios and tables of examples read from files."""
