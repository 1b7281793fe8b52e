"""A learner's function in, feedback out."""
