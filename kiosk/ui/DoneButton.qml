import QtQuick
import screen.theme

// The visitor is finished here; the screen is for the next one.
Touch {
    id: root

    objectName: "done"
    text: qsTr("Done")
    fill: Theme.accent
    pressedFill: Theme.accentPressed
    edge: Theme.accent

    contentItem: Phrase {
        text: root.text
        color: Theme.accentInk
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Type.lead
        font.weight: Type.bold
    }
}
