"""`firstbell`: the way in for administrators and for other machines. It holds no logic."""

import os
import sys

import django
import typer


def main() -> None:
    """Run one command. Exit status: 0 done, 1 something needs a person, 2 wrong use or bad input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstbell.config.settings")
    try:
        django.setup()
    except ValueError as error:
        sys.stderr.write(f"firstbell: {error}\n")
        sys.exit(2)
    from firstbell.interfaces.cli.commands import app  # parts can be imported only once Django is set up
    from firstbell.interfaces.cli.failures import explained

    with explained():
        typer.main.get_command(app)(prog_name="firstbell", standalone_mode=True)


if __name__ == "__main__":
    main()
