"""What may be published of what, by whom, in which words; and what is kept of a release. No Django."""
