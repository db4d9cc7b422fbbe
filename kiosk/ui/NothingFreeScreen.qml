import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chance chance: viewModel.chance
    readonly property string later: qsTr("New times on %1 at %2").arg(chance.day).arg(chance.clock)
    readonly property string today: qsTr("New times today at %1").arg(chance.clock)

    spacing: Theme.px(48)

    Notice {
        Layout.fillWidth: true
        icon: "calendar"
        title: qsTr("Everything for today is taken")
        text: qsTr("Sorry. All of today's times have been given out.")
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
