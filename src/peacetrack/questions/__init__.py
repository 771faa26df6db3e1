"""What can be asked of a state, one file for each question."""
