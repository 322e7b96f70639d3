"""What is destroyed when it is old, by two people, with a certificate; and what must not be: legal holds."""
