"""Backpropagation by hand, on paper and in a form."""
