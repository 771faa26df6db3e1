"""Trees read as typed entries, with every problem at its place."""
