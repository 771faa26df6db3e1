"""What is known on any day: replay, histories, facts and findings."""
