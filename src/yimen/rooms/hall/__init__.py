"""The reception hall: places, opening hours, windows, tickets, appointments."""
