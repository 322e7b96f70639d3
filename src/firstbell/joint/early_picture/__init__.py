"""The earlier picture: what several agencies see of one household, on one timeline, for people to look at."""
