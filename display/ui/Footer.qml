pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// Which numbers are likely next, and how long the office is open.
RowLayout {
    id: root

    required property BoardScreen viewModel
    readonly property bool open: viewModel.mode === "calling" || viewModel.mode === "waiting"

    spacing: Theme.px(40)

    Label {
        visible: root.open && root.viewModel.next.length > 0
        text: qsTr("Next")
        color: Theme.softInk
    }
    Repeater {
        model: root.open ? root.viewModel.next.slice(0, 5) : []

        Label {
            required property string modelData
            text: modelData
            wrapMode: Text.NoWrap
            font.weight: Type.bold
        }
    }
    Item { Layout.fillWidth: true }
    Label {
        objectName: "closes"
        visible: root.open && root.viewModel.closesAt !== ""
        text: qsTr("Open until %1 today").arg(root.viewModel.closesAt)
        color: Theme.softInk
    }
}
