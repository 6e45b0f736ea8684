"""Mail: letters to the owner about comments that wait."""
