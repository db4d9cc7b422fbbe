import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// Outside opening hours: when the doors open again.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chance chance: viewModel.chance
    readonly property string later: qsTr("We open on %1 at %2").arg(chance.day).arg(chance.clock)
    readonly property string today: qsTr("We open today at %1").arg(chance.clock)

    spacing: Theme.px(40)

    Notice {
        Layout.fillWidth: true
        icon: "closed"
        title: qsTr("The office is closed now")
        text: ""
        next: root.chance.clock.length === 0 ? "" : root.chance.day.length > 0 ? root.later : root.today
    }

    Directory {
        Layout.fillWidth: true
        Layout.fillHeight: true
        model: root.viewModel.ways
    }
}
