"""Collects the texts of all surfaces, keeps the catalogues in step, and says what is missing."""
