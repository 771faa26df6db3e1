"""
Look for a text that breaks a promise: `python -m fuzz` runs for ten minutes, `python -m fuzz --help` says what else there is.

The law: whatever stands in the files of a folder, every command ends with a documented status and says why; and both parsers
of YAML find the same in it. An exception that is no refusal is a fault of ours.
"""
