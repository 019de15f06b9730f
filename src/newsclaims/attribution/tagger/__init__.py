"""The learned attribution engine: what the network sees, and how its scores become attributions."""
