pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// The office is not heard: since when what is shown may be wrong, in every language.
Rectangle {
    id: root

    required property BoardScreen viewModel

    objectName: "stale"
    color: Theme.noteFill
    radius: Theme.px(16)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.px(32)
        anchors.rightMargin: Theme.px(32)
        spacing: Theme.px(40)

        Repeater {
            // More than three in one line would be too small to read.
            model: root.viewModel.languages.slice(0, 3)

            Label {
                required property string modelData
                text: root.viewModel.heardAt === "" ? qsTr("No connection", modelData) : qsTr("Not up to date since %1", modelData).arg(root.viewModel.heardAt)
                color: Theme.noteInk
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignHCenter
                fontSizeMode: Text.HorizontalFit
                font.weight: Type.bold
                Layout.fillWidth: true
                Layout.preferredWidth: 1
            }
        }
    }
}
