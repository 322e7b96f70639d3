"""What may be recorded of a case, by when its victim must be told, and what may be counted of cases."""
