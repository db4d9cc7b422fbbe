pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// Content that may be higher than its place: then two buttons turn pages; a finger never drags.
Item {
    id: root

    default property alias content: holder.data
    property int step: 1
    readonly property bool turns: holder.childrenRect.height > height + 1
    readonly property real place: turns ? height - buttons.height - Theme.px(16) : height
    readonly property real turn: Math.max(step, Math.floor(place / step) * step)
    readonly property real last: Math.max(0, holder.childrenRect.height - place)
    property real at: 0
    property real margin: Theme.px(10)

    onLastChanged: at = Math.min(at, Math.ceil(last / turn) * turn)

    Item {
        x: -root.margin
        width: parent.width + 2 * root.margin
        height: root.turns ? root.turn : root.height
        clip: root.turns

        Item {
            id: holder
            x: root.margin
            y: -root.at
            width: root.width
            height: childrenRect.height
        }
    }

    RowLayout {
        id: buttons

        visible: root.turns
        spacing: Theme.px(16)
        height: Theme.px(88)
        anchors {
            bottom: parent.bottom
            left: parent.left
            right: parent.right
        }

        Repeater {
            model: [
                {
                    name: "page-up",
                    icon: "up",
                    text: qsTr("Back up"),
                    by: -1
                },
                {
                    name: "page-down",
                    icon: "down",
                    text: qsTr("Show more"),
                    by: 1
                }
            ]

            Touch {
                id: button

                required property var modelData

                objectName: modelData.name
                text: modelData.text
                enabled: modelData.by < 0 ? root.at > 0 : root.at < root.last
                opacity: enabled ? 1 : 0.35
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.fillHeight: true
                onClicked: root.at = Math.max(0, root.at + modelData.by * root.turn)

                contentItem: Item {
                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.px(16)

                        Icon {
                            name: button.modelData.icon
                            color: Theme.accent
                            width: Theme.px(40)
                            height: Theme.px(40)
                            anchors.verticalCenter: parent.verticalCenter
                        }
                        Label {
                            text: button.text
                            font.weight: Type.bold
                            wrapMode: Text.NoWrap
                            anchors.verticalCenter: parent.verticalCenter
                        }
                    }
                }
            }
        }
    }
}
