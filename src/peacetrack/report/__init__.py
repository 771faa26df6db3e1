"""What the library knows, for people and for programs."""
