"""Check pages, data and modules: ``python -m careerkb.site docs``."""

import sys

from careerkb.site.lint.check import main

sys.exit(main(sys.argv[1:]))
