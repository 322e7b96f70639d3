"""Stand-ins for the world outside, all on this machine's loopback."""
