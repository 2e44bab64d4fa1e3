"""`python -m vmreport`."""

import sys

from vmreport.cli import main

sys.exit(main())
