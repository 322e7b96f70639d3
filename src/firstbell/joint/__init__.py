"""What draws on several responses at once."""
