"""The joint session: everybody whom a petition needs, at one table, on one day."""
