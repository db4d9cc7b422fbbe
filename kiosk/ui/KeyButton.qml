import QtQuick
import screen.theme

// One key of the keypad; where it cannot come next it stays, but grey.
Touch {
    id: root

    property real letters: Type.title

    padding: 0
    fill: enabled ? Theme.card : Theme.paper
    pressedFill: Theme.accent

    contentItem: Phrase {
        text: root.text
        color: root.pressed ? Theme.accentInk : root.enabled ? Theme.ink : Theme.line
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: root.letters
        font.weight: Type.bold
        leading: 1
    }
}
