"""What was written down: the log, its claims and scenarios, how much of the articles it covers, two coders' agreement."""
