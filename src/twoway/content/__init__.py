"""Files into core objects: strictly, with every problem at once and its place."""
