"""Doing what is due, once, however many workers there are and whenever one is killed."""
