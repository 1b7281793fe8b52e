"""Wrong gradients: the bank of named mistakes, and what each one does."""
