"""``python -m newsclaims`` is ``claims``."""

from newsclaims.cli import main

main()
