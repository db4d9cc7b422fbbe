pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// What this is, in the board's languages; the office's day and time.
RowLayout {
    id: root

    required property BoardScreen viewModel

    spacing: Theme.px(48)

    Flow {
        // A language that does not fit beside the clock is left out of the heading.
        clip: true
        spacing: Theme.px(24)
        Layout.fillWidth: true
        Layout.preferredHeight: day.height

        Repeater {
            model: root.viewModel.languages

            Row {
                id: heading
                required property string modelData
                required property int index
                spacing: Theme.px(24)

                Label {
                    visible: heading.index > 0
                    text: "·"
                    color: Theme.softInk
                    font.weight: Type.bold
                }
                Label {
                    text: qsTr("Now calling", heading.modelData)
                    color: Theme.softInk
                    font.weight: Type.bold
                }
            }
        }
    }
    Label {
        id: day
        objectName: "day"
        text: root.viewModel.day
        color: Theme.softInk
    }
    Label {
        objectName: "clock"
        text: root.viewModel.clock
        font.pixelSize: Type.title
        font.weight: Type.bold
    }
}
