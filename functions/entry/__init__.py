"""Entry points: what Lambda calls. Each decodes its event, makes one call and answers."""
