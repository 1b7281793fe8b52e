"""What the learner has answered and done, kept for the learner alone."""
