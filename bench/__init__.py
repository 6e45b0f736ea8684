"""Measurements on the running local stack: times, which are no tests."""
