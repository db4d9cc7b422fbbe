import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chance chance: viewModel.chance
    readonly property string later: qsTr("We open on %1 at %2").arg(chance.day).arg(chance.clock)
    readonly property string today: qsTr("We open today at %1").arg(chance.clock)

    spacing: Theme.px(48)

    Notice {
        Layout.fillWidth: true
        icon: "closed"
        title: qsTr("The office is closed now")
        text: ""
        next: root.chance.clock.length === 0 ? "" : root.chance.day.length > 0 ? root.later : root.today
    }

    Item {
        Layout.fillHeight: true
    }

    Directory {
        Layout.fillWidth: true
        model: root.viewModel.ways
    }
}
