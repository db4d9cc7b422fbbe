"""What the board's QML sees: its state as properties, prose left to QML."""
