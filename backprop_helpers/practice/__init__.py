"""Endless practice: one step of backpropagation at a time, and the lines of a pass to put in order."""
