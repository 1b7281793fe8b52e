"""Sliders, buttons and the explorer that joins them to the views."""
