"""The table of moves, by subject; `yimen.law.moves` puts it together."""
