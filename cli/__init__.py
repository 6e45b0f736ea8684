"""The owner's command, `pressmark`."""
