"""CRM exports and plain tables, as people really have them, to deals: nothing is guessed without saying so."""
