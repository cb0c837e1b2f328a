"""The rooms of the hall: one door, and walls between them."""
