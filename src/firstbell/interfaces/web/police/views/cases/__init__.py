"""The case desk: cases seen through, their orders, whom their victims are told by, and conferences of agencies."""
