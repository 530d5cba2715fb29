"""`python -m navstrechu`: the console command."""

import sys

from navstrechu.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
