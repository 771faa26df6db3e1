"""Pictures of a negotiation: what each shows, as data, and how it is drawn."""
