"""What is written down so that nobody reads it without leaving a trace."""
