"""The rules as data: limits, working days, due dates, matters. Pure: no database, no today."""
