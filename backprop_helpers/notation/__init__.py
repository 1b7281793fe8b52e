"""The names: one table of all quantities, and the formulas made from it."""
