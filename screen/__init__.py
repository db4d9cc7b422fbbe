"""What both Qt programs share: start-up, feed and clock of the office, languages, fonts, theme."""
