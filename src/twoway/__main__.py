"""``python -m twoway``: the same as the command ``twoway``."""

from twoway.cli import main

if __name__ == "__main__":
    main()
