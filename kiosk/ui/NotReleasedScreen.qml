import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// Before the release of the day: when it will be.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chance chance: viewModel.chance
    readonly property string later: qsTr("From %1 at %2").arg(chance.day).arg(chance.clock)
    readonly property string today: qsTr("From %1 today").arg(chance.clock)

    spacing: Theme.px(40)

    Notice {
        Layout.fillWidth: true
        icon: "sunrise"
        title: qsTr("Today's times are not open yet")
        text: qsTr("Each morning we open more times for visitors without an appointment.")
        next: root.chance.clock.length === 0 ? "" : root.chance.day.length > 0 ? root.later : root.today
    }

    HaveNumberButton {
        Layout.fillWidth: true
        onClicked: root.viewModel.touchHaveNumber()
    }

    Directory {
        Layout.fillWidth: true
        Layout.fillHeight: true
        model: root.viewModel.ways
    }
}
