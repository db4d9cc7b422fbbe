import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// Everything for today is given out: when there is more.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Chance chance: viewModel.chance
    readonly property string later: qsTr("New times on %1 at %2").arg(chance.day).arg(chance.clock)
    readonly property string today: qsTr("New times today at %1").arg(chance.clock)

    spacing: Theme.px(40)

    Notice {
        Layout.fillWidth: true
        icon: "calendar"
        title: qsTr("Everything for today is taken")
        text: qsTr("Is it urgent? Please speak to a member of staff.")
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
