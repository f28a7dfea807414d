"""What a deal, a rating, a case and a verdict are, and the rules on them: pure standard library, no I/O, no clock."""
