"""The people and papers of a negotiation, its dates, and what can be wrong with a log."""
