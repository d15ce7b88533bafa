"""Collegiale cursussen: courses, editions, trainers and knowledge requests."""
