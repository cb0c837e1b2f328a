"""How English writes a day."""
