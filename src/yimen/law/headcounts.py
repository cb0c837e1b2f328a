"""How many people a rule speaks of."""

#: Who come together about one matter choose no more than so many to speak for all (art. 20).
MOST_REPRESENTATIVES = 5
#: So many people together are no simple matter.
COLLECTIVE = 5
#: Of fewer people than this no figure is shown to anybody: our own rule.
FEWEST_SHOWN = 10
