"""The programme: people who declare that they are a risk to a partner, and the partner, whose data stays apart."""
