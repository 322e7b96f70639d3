"""What an e-mail may say, and when one is sent, tried again, or handed to a person."""
