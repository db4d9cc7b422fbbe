import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// The link is gone. The code needs no link here: a phone may still reach the office.
ColumnLayout {
    id: root

    required property Kiosk viewModel

    spacing: Theme.px(40)

    Notice {
        Layout.fillWidth: true
        icon: "unplugged"
        title: qsTr("No connection at the moment")
        text: qsTr("This screen cannot give out numbers right now and keeps trying. Please speak to a member of staff.")
    }

    Directory {
        Layout.fillWidth: true
        Layout.fillHeight: true
        model: root.viewModel.ways
    }

    LivePanel {
        Layout.fillWidth: true
        live: root.viewModel.live
        title: qsTr("Try it with your phone")
    }
}
