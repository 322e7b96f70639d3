"""How well a child of an incident is found on a roll: an invented force, the peers, the measures, one table of all."""
