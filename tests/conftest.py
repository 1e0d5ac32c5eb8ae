"""Lets every test import `hand_made`: events, stances and readings built by hand, without a model."""
