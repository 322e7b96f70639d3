"""The files of linkage models."""
