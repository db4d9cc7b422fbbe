pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import kiosk.viewmodels
import screen.theme

// One service: what to bring, and its free times. One touch takes a time.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chosen chosen: viewModel.chosen

    spacing: Theme.px(28)

    Touch {
        id: back

        objectName: "back"
        text: qsTr("Back")
        Layout.preferredHeight: Theme.px(88)
        leftPadding: Theme.px(24)
        rightPadding: Theme.px(36)
        onClicked: root.viewModel.touchBack()

        contentItem: RowLayout {
            spacing: Theme.px(16)

            Icon {
                name: "back"
                color: Theme.accent
                flipped: back.mirrored
                Layout.preferredWidth: Theme.px(44)
                Layout.preferredHeight: Theme.px(44)
            }
            Label {
                text: back.text
                font.weight: Type.bold
            }
        }
    }

    RowLayout {
        spacing: Theme.px(28)

        Icon {
            name: root.chosen.icon
            color: Theme.accent
            Layout.preferredWidth: Theme.px(104)
            Layout.preferredHeight: Theme.px(104)
            Layout.alignment: Qt.AlignTop
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.px(6)

            Label {
                Layout.fillWidth: true
                text: root.chosen.name
                font.pixelSize: Type.title
                font.weight: Type.bold
                lineHeight: 1.05
            }
            Label {
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.chosen.hint
                color: Theme.softInk
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("Takes about %n minutes", "", root.chosen.minutes)
                color: Theme.softInk
            }
        }
    }

    NoteBar {
        Layout.fillWidth: true
        note: root.viewModel.note
    }

    Card {
        visible: root.chosen.bring.length > 0
        Layout.fillWidth: true
        implicitHeight: bring.implicitHeight + 2 * Theme.px(28)

        ColumnLayout {
            id: bring

            spacing: Theme.px(12)
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: Theme.padding
                rightMargin: Theme.padding
            }

            Label {
                Layout.fillWidth: true
                text: qsTr("Please bring")
                font.weight: Type.bold
            }
            Repeater {
                model: root.chosen.bring

                RowLayout {
                    id: thing

                    required property string modelData

                    spacing: Theme.px(16)

                    Icon {
                        name: "check"
                        color: Theme.accent
                        Layout.preferredWidth: Theme.px(36)
                        Layout.preferredHeight: Theme.px(36)
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: Theme.px(6)
                    }
                    Label {
                        Layout.fillWidth: true
                        text: thing.modelData
                    }
                }
            }
        }
    }

    ColumnLayout {
        visible: root.chosen.open && root.chosen.timed
        spacing: Theme.px(4)

        Label {
            Layout.fillWidth: true
            text: qsTr("Choose a time for today")
            font.pixelSize: Type.lead
            font.weight: Type.bold
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("One touch, and you get your number.")
            color: Theme.softInk
        }
    }

    Pages {
        visible: root.chosen.open && root.chosen.timed
        step: Theme.px(120)
        Layout.fillWidth: true
        Layout.fillHeight: true

        ColumnLayout {
            width: parent.width
            spacing: Theme.px(32)

            TimeGrid {
                Layout.fillWidth: true
                title: qsTr("Morning")
                model: root.viewModel.morning
                onTaken: start => root.viewModel.touchTime(start)
            }
            TimeGrid {
                Layout.fillWidth: true
                title: qsTr("Afternoon")
                model: root.viewModel.afternoon
                onTaken: start => root.viewModel.touchTime(start)
            }
        }
    }

    Touch {
        id: number

        objectName: "take-number"
        visible: root.chosen.open && !root.chosen.timed
        text: qsTr("Take a number")
        fill: Theme.accent
        pressedFill: Theme.accentPressed
        edge: Theme.accent
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(168)
        onClicked: root.viewModel.touchTime("")

        contentItem: Label {
            text: number.text
            color: Theme.accentInk
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Type.title
            font.weight: Type.bold
        }
    }

    Label {
        visible: !root.chosen.open
        Layout.fillWidth: true
        text: qsTr("All times for today are taken now.")
        font.pixelSize: Type.lead
        font.weight: Type.bold
    }

    Item {
        visible: !(root.chosen.open && root.chosen.timed)
        Layout.fillHeight: true
    }
}
