import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// "Still there?" A touch anywhere is a yes.
Touch {
    id: root

    required property int seconds

    signal wanted

    objectName: "more-time-panel"
    visible: seconds > 0
    fill: "#B30C1B22"
    pressedFill: fill
    edge: "transparent"
    text: qsTr("I need more time")
    onClicked: wanted()
    background: Rectangle {
        color: root.fill
    }

    contentItem: Item {
        Card {
            anchors.centerIn: parent
            width: Theme.px(880)
            height: content.implicitHeight + 2 * Theme.px(56)

            ColumnLayout {
                id: content

                spacing: Theme.px(28)
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: Theme.margin
                }

                Icon {
                    name: "clock"
                    color: Theme.accent
                    Layout.alignment: Qt.AlignHCenter
                    Layout.preferredWidth: Theme.px(112)
                    Layout.preferredHeight: Theme.px(112)
                }
                Phrase {
                    Layout.fillWidth: true
                    text: qsTr("Are you still there?")
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Type.title
                    font.weight: Type.bold
                }
                Phrase {
                    Layout.fillWidth: true
                    text: qsTr("This page closes in %n seconds.", "", root.seconds)
                    horizontalAlignment: Text.AlignHCenter
                    color: Theme.softInk
                }
                Touch {
                    id: more

                    objectName: "more-time"
                    text: root.text
                    fill: Theme.accent
                    pressedFill: Theme.accentPressed
                    edge: Theme.accent
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.px(144)
                    onClicked: root.wanted()

                    contentItem: Phrase {
                        text: more.text
                        color: Theme.accentInk
                        horizontalAlignment: Text.AlignHCenter
                        font.pixelSize: Type.lead
                        font.weight: Type.bold
                    }
                }
            }
        }
    }
}
