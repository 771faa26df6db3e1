"""Files found, read and verified."""
