"""The numbers: NumPy only, to be read beside the primer."""
