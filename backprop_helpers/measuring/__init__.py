"""A test before and after, receipts of it, and what a class has learned."""
