"""Messages out, each sent once, and what became of them."""
