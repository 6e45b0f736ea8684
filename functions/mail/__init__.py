"""Mail: letters to the owner about comments that wait, and to commenters about replies."""
