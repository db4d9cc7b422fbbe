import QtQuick
import QtQuick.Layouts
import screen.theme

// A number, the way, its desk. A call that nobody has followed yet stands out by a frame and full ink.
Rectangle {
    id: root

    required property string number
    required property string label
    required property string way
    required property bool open
    required property int numberPixels

    readonly property color ink: open ? Theme.ink : Theme.softInk

    color: Theme.card
    radius: Theme.px(16)
    border.color: Theme.ink
    border.width: open ? Theme.px(3) : 0

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.px(32)
        anchors.rightMargin: Theme.px(28)
        spacing: Theme.px(24)

        Label {
            text: root.number
            color: root.ink
            wrapMode: Text.NoWrap
            lineHeight: 1
            fontSizeMode: Text.HorizontalFit
            font.pixelSize: root.numberPixels
            font.weight: Type.bold
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Arrow {
            way: root.way
            color: root.ink
            Layout.preferredWidth: root.numberPixels * 0.62
            Layout.preferredHeight: root.numberPixels * 0.62
        }
        Label {
            text: root.label
            color: root.ink
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignRight
            font.pixelSize: root.numberPixels
            font.weight: Type.bold
            lineHeight: 1
            Layout.fillHeight: true
            Layout.preferredWidth: root.numberPixels * 1.25
        }
    }
}
