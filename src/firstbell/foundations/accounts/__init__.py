"""Organisations, the people who sign in for them, what each role may do, and machines that speak for them."""
