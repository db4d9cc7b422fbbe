pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// The free times of half a day, each one touch away.
ColumnLayout {
    id: root

    required property string title
    required property var model

    signal taken(string start)

    visible: times.count > 0
    spacing: Theme.px(14)

    Label {
        Layout.fillWidth: true
        text: root.title
        color: Theme.softInk
        font.weight: Type.bold
    }

    GridLayout {
        Layout.fillWidth: true
        columns: 4
        columnSpacing: Theme.px(16)
        rowSpacing: Theme.px(16)

        Repeater {
            id: times

            model: root.model

            Touch {
                id: time

                required property string clock
                required property string start
                required property string name

                objectName: name
                text: clock
                fill: Theme.freeFill
                pressedFill: Theme.freeInk
                edge: Theme.freeInk
                Layout.preferredWidth: Math.floor((root.width - 3 * Theme.px(16)) / 4)
                Layout.preferredHeight: Theme.px(104)
                onClicked: root.taken(start)

                contentItem: Label {
                    text: time.clock
                    color: time.pressed ? Theme.freeFill : Theme.freeInk
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Type.lead
                    font.weight: Type.bold
                }
            }
        }
    }
}
