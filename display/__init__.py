"""The waiting-room board: which number is called to which desk, seen and heard."""
