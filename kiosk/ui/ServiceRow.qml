pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// A service: what it is, how long it takes, how many still fit, and its next free times.
Touch {
    id: root

    required property string service
    required property string name
    required property string symbol
    required property int minutes
    required property bool timed
    required property int free
    required property bool open
    required property list<string> chips
    property bool inPage: true

    objectName: `service-${service}`
    text: name
    enabled: open && inPage
    opacity: inPage ? 1 : 0
    fill: open ? Theme.card : Theme.paper
    leftPadding: Theme.px(20)
    rightPadding: Theme.px(20)
    topPadding: Theme.px(7)
    bottomPadding: Theme.px(5)

    contentItem: RowLayout {
        spacing: Theme.px(16)

        Icon {
            name: root.symbol
            color: root.open ? Theme.accent : Theme.softInk
            Layout.preferredWidth: Theme.px(60)
            Layout.preferredHeight: Theme.px(60)
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Phrase {
                objectName: "service-name"
                Layout.fillWidth: true
                text: root.name
                font.weight: Type.bold
                leading: 0.86
            }
            RowLayout {
                spacing: Theme.px(10)

                Phrase {
                    text: qsTr("%n min", "", root.minutes)
                    color: Theme.softInk
                    font.pixelSize: Type.small
                    leading: 1
                }
                Phrase {
                    visible: root.open
                    text: "·"
                    color: Theme.softInk
                    font.pixelSize: Type.small
                    leading: 1
                }
                Phrase {
                    visible: root.open
                    Layout.fillWidth: true
                    text: qsTr("%n free", "", root.free)
                    color: Theme.softInk
                    font.pixelSize: Type.small
                    leading: 1
                }
            }
        }

        Row {
            visible: root.open
            spacing: Theme.px(6)

            Repeater {
                model: root.chips

                Chip {
                    required property string modelData
                    text: modelData
                }
            }
            Chip {
                visible: !root.timed
                text: qsTr("Take a number")
                size: Type.small
            }
        }

        Phrase {
            visible: !root.open
            text: qsTr("Nothing free today")
            color: Theme.softInk
            font.pixelSize: Type.small
        }

        Icon {
            name: "next"
            visible: root.open
            color: Theme.accent
            flipped: root.mirrored
            Layout.preferredWidth: Theme.px(32)
            Layout.preferredHeight: Theme.px(32)
        }
    }
}
