"""The way out to another force."""
