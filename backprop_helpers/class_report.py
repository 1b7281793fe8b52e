"""Report what a class has learned, from its receipts and records: python -m backprop_helpers.class_report FOLDER"""

from .measuring.command import main

if __name__ == "__main__":
    raise SystemExit(main())
