"""The office's web pages: the phone's booking and ticket pages and the desk, drawn from views."""
