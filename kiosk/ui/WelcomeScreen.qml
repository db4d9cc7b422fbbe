pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// What is free now, and the way by phone.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    // A notice above takes room; what is free comes before how to begin.
    property bool crowded: false

    spacing: Theme.px(16)

    ColumnLayout {
        spacing: 0

        RowLayout {
            spacing: Theme.px(24)

            Phrase {
                Layout.fillWidth: true
                text: qsTr("Free today")
                font.pixelSize: Type.heading
                font.weight: Type.bold
                leading: 1
            }
            HaveNumberButton {
                Layout.preferredWidth: Theme.px(430)
                onClicked: root.viewModel.touchHaveNumber()
            }
        }
        Phrase {
            Layout.fillWidth: true
            visible: root.viewModel.note.kind.length === 0 && !root.crowded
            text: qsTr("No appointment? Choose what you need.")
            color: Theme.softInk
        }
    }

    NoteBar {
        Layout.fillWidth: true
        note: root.viewModel.note
    }

    Pages {
        id: pages

        readonly property int count: rows.count
        readonly property real gap: Theme.px(10)
        readonly property real share: (height + gap) / Math.max(1, count) - gap
        readonly property real rowHeight: Math.floor(Math.max(Theme.px(124), Math.min(Theme.px(190), share)))

        Layout.fillWidth: true
        Layout.fillHeight: true
        stops: Array.from({
            length: count
        }, (_, row) => row * (rowHeight + gap))

        Column {
            width: parent.width
            spacing: pages.gap

            Repeater {
                id: rows

                model: root.viewModel.offers

                ServiceRow {
                    width: pages.width
                    inPage: pages.shows(y)
                    height: Math.max(pages.rowHeight, implicitHeight)
                    onClicked: root.viewModel.touchService(service)
                }
            }
        }
    }

    LivePanel {
        Layout.fillWidth: true
        live: root.viewModel.live
    }
}
