"""The files of linkage: models, and the index of a roll that is in no database."""
