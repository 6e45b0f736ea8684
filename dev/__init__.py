"""`make dev`: the real template on this machine, with the author's folder published as it is saved."""
