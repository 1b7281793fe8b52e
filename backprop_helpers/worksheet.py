"""The old name of `python -m backprop_helpers.worksheets`; it stays for one release."""

from .worksheets.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
