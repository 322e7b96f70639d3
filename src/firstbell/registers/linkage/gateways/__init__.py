"""Files of linkage: the index of a roll that is in no database."""
