"""The reader API: what readers send is checked, counted, kept and answered; no page is rendered here."""
