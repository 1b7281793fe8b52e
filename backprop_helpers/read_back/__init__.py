"""A learner's code, read back as a formula: what it computes, what the step is, and which piece differs."""
