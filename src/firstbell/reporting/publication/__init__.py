"""What the public may know: figures drafted by one person, signed by two others, and then published for good."""
