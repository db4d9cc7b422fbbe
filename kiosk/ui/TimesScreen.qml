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

    spacing: Theme.px(22)

    BackButton {
        onClicked: root.viewModel.touchBack()
    }

    RowLayout {
        spacing: Theme.px(24)

        Icon {
            name: root.chosen.icon
            color: Theme.accent
            Layout.preferredWidth: Theme.px(96)
            Layout.preferredHeight: Theme.px(96)
            Layout.alignment: Qt.AlignTop
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Phrase {
                Layout.fillWidth: true
                text: root.chosen.name
                font.pixelSize: Type.title
                font.weight: Type.bold
                leading: 1
            }
            Phrase {
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.chosen.hint
                color: Theme.softInk
                font.pixelSize: Type.small
            }
            Phrase {
                Layout.fillWidth: true
                text: qsTr("Takes about %n minutes", "", root.chosen.minutes)
                color: Theme.softInk
                font.pixelSize: Type.small
            }
        }
    }

    NoteBar {
        Layout.fillWidth: true
        note: root.viewModel.note
    }

    BringCard {
        Layout.fillWidth: true
        things: root.chosen.bring
    }

    TimesChoice {
        visible: root.chosen.open && root.chosen.timed
        viewModel: root.viewModel
        Layout.fillWidth: true
        Layout.fillHeight: true
    }

    NumberButton {
        visible: root.chosen.open && !root.chosen.timed
        Layout.fillWidth: true
        onClicked: root.viewModel.touchTime("")
    }

    Phrase {
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
