"""Privacy: what takes somebody's words out of everything, for the owner's command and for a reader's link."""
