"""Run the number gate on its own: ``python -m careerkb.site docs``."""

import sys

from careerkb.site.gate import main

sys.exit(main(sys.argv[1:]))
