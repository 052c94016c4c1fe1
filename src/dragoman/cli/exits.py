"""Exit codes. They are part of the contract: scripts rely on them."""

OK = 0
FAILED = 1
USAGE = 2
SOME_FAILED = 3
NOTHING_MATCHED = 4
INTERRUPTED = 130
