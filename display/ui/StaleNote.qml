pragma ComponentBehavior: Bound
import QtQuick
import display.viewmodels
import screen.theme

// The office is not heard: since when what is shown may be wrong, in every language.
Rectangle {
    id: root

    required property BoardScreen viewModel

    objectName: "stale"
    color: Theme.noteFill
    radius: Theme.px(16)

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(56)

        Repeater {
            model: root.viewModel.languages

            Label {
                required property string modelData
                text: root.viewModel.heardAt === "" ? qsTr("No connection", modelData) : qsTr("Not up to date since %1", modelData).arg(root.viewModel.heardAt)
                color: Theme.noteInk
                font.weight: Type.bold
            }
        }
    }
}
