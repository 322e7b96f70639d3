"""Somebody asks what is held about them: the request, what was found, what two people decided, what was given."""
