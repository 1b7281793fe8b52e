"""What `make` does, once dev.py has found a Python that can: nothing here needs a package that is not Python's own."""
