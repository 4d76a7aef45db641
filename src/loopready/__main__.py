"""``python -m loopready``."""

from loopready.cli import main

main()
