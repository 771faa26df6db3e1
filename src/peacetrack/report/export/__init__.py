"""Exports: a log and its answers in the formats of other tools, and events from a table into a log.

Each module writes one format and says on its page what that format cannot express. Everything is text in, text out.
"""
