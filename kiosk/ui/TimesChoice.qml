import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// All free times of the day, before and after noon, as large as they fit.
ColumnLayout {
    id: root

    required property Kiosk viewModel

    spacing: Theme.px(12)

    Phrase {
        Layout.fillWidth: true
        text: qsTr("Choose a time for today")
        font.pixelSize: Type.lead
        font.weight: Type.bold
        leading: 1
    }
    Phrase {
        Layout.fillWidth: true
        text: qsTr("One touch, and you get your number.")
        color: Theme.softInk
        font.pixelSize: Type.small
        leading: 1
    }

    Pages {
        id: pages

        readonly property real between: Theme.px(20)
        readonly property int rows: Math.max(1, morning.rows + afternoon.rows)
        readonly property real share: (height - 2 * morning.heading - between) / rows - morning.gap
        readonly property real chip: Math.floor(Math.max(Theme.px(76), Math.min(Theme.px(104), share)))

        stops: [...morning.tops, ...afternoon.tops]
        Layout.fillWidth: true
        Layout.fillHeight: true

        TimeGrid {
            id: morning
            width: pages.width
            title: qsTr("Morning")
            chipHeight: pages.chip
            shows: top => pages.shows(top)
            model: root.viewModel.morning
            onTaken: start => root.viewModel.touchTime(start)
        }
        TimeGrid {
            id: afternoon
            y: morning.height + (morning.visible ? pages.between : 0)
            width: pages.width
            title: qsTr("Afternoon")
            chipHeight: pages.chip
            shows: top => pages.shows(top)
            model: root.viewModel.afternoon
            onTaken: start => root.viewModel.touchTime(start)
        }
    }
}
