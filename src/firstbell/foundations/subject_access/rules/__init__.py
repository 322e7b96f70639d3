"""What a request is, what is found for it, and who may decide what of it."""
