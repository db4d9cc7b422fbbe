pragma ComponentBehavior: Bound
import QtQuick
import screen.theme

// What was typed so far, one place for each sign; always from left to right.
Item {
    id: root

    required property var model

    objectName: "typed"
    implicitHeight: Theme.px(132)
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        height: parent.height

        Repeater {
            model: root.model

            Item {
                id: place

                required property string sign
                required property bool next
                required property bool apart

                width: box.width + Theme.px(apart ? 48 : 14)
                height: root.height

                Rectangle {
                    id: box

                    anchors.right: parent.right
                    width: Theme.px(108)
                    height: parent.height
                    radius: Theme.px(16)
                    color: Theme.card
                    border.color: place.next ? Theme.accent : Theme.line
                    border.width: place.next ? Theme.px(5) : Theme.px(3)

                    Phrase {
                        anchors.centerIn: parent
                        text: place.sign
                        font.pixelSize: Type.heading
                        font.weight: Type.bold
                    }
                }
            }
        }
    }
}
