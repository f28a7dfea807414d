"""The language check: what a draft claims, how it serves or pushes, and whether both sides act in it (LANGUAGE)."""
