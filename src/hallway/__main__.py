"""`python -m hallway`."""

from hallway.cli.main import main

main()
