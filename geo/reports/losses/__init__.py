"""Whose losses: the victim group of a count, by its noun, owner, target and context."""
