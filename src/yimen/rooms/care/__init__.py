"""The care room: what the house offers to those who work in it."""
