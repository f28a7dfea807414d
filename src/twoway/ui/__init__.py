"""What a notebook calls: each interaction is a plain object with methods; the widget is a thin view of it."""
