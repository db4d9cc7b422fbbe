import QtQuick
import screen.theme

// A free time, to look at. What can be touched is the row or the grid's button around it.
Rectangle {
    id: root

    property alias text: label.text
    property alias size: label.font.pixelSize

    implicitWidth: Math.max(Theme.px(104), label.implicitWidth + Theme.px(16))
    implicitHeight: Theme.px(60)
    radius: Theme.px(14)
    color: Theme.freeFill
    border.color: Theme.freeInk
    border.width: Theme.hairline

    Phrase {
        id: label
        anchors.centerIn: parent
        color: Theme.freeInk
        font.weight: Type.bold
        wrapMode: Text.NoWrap
    }
}
