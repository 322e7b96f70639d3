"""What is counted and how, what a fact of it is, and what the log of questions asks for. No Django."""
