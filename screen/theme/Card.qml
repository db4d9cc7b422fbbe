import QtQuick

// A surface that holds one thing.
Rectangle {
    color: Theme.card
    radius: Theme.radius
    border.color: Theme.line
    border.width: Theme.hairline
}
