import QtQuick
import screen.theme

// For a queue without times: one touch, one number.
Touch {
    id: root

    objectName: "take-number"
    text: qsTr("Take a number")
    implicitHeight: Theme.px(168)
    fill: Theme.accent
    pressedFill: Theme.accentPressed
    edge: Theme.accent

    contentItem: Phrase {
        text: root.text
        color: Theme.accentInk
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Type.title
        font.weight: Type.bold
    }
}
