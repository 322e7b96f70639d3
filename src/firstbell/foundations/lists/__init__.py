"""What a list is that is too long to be held in memory."""
