pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// Which numbers are likely next, as many as fit, and how long the office is open.
RowLayout {
    id: root

    required property BoardScreen viewModel
    readonly property bool running: viewModel.closing === "" || viewModel.closing === "served"
    readonly property bool open: running && ["calling", "waiting", "closing"].includes(viewModel.mode)

    spacing: Theme.px(40)

    Label {
        id: caption
        visible: root.open && root.viewModel.next.length > 0
        text: qsTr("Next")
        color: Theme.softInk
    }
    Flow {
        // What would need a second line is not shown.
        clip: true
        spacing: Theme.px(40)
        Layout.fillWidth: true
        Layout.preferredHeight: caption.height
        Layout.minimumWidth: 0

        Repeater {
            model: root.open ? root.viewModel.next : []

            Label {
                required property string modelData
                text: modelData
                wrapMode: Text.NoWrap
                font.weight: Type.bold
            }
        }
    }
    Label {
        objectName: "closes"
        visible: root.open && root.viewModel.closesAt !== "" && root.viewModel.closing === ""
        text: qsTr("Open until %1 today").arg(root.viewModel.closesAt)
        color: Theme.softInk
    }
}
