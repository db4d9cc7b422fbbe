"""What QML sees of the kiosk: one root view model, its children, lists of rows."""
