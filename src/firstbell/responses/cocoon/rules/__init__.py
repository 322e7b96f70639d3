"""How visits are drawn, who may do what, and when it stops."""
