"""The office service: the day's rules, the log, the API, the pages."""
