"""The touchscreen at the entrance: a time for today, by touch or by the live code."""
