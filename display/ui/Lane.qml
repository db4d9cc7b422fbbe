pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// Calls of one kind under a heading; without calls it is not there.
ColumnLayout {
    id: root

    required property string heading
    required property RowList rows
    required property BoardScreen viewModel
    property int page: 1
    property int pages: 1
    readonly property bool filled: repeater.count > 0

    objectName: "lane"
    visible: filled
    spacing: Theme.px(12)

    RowLayout {
        Layout.fillWidth: true
        Layout.preferredHeight: root.viewModel.helpPixels * 1.4 - root.spacing
        Layout.leftMargin: Theme.px(8)
        Layout.rightMargin: Theme.px(8)

        Label {
            text: root.heading
            color: Theme.softInk
            font.pixelSize: Type.body * 0.86
            Layout.fillWidth: true
        }
        Label {
            visible: root.pages > 1
            text: qsTr("%1 of %2").arg(root.page).arg(root.pages)
            color: Theme.softInk
            font.pixelSize: Type.body * 0.86
        }
        Label {
            visible: root.pages === 1
            text: qsTr("Desk")
            color: Theme.softInk
            font.pixelSize: Type.body * 0.86
        }
    }
    Repeater {
        id: repeater
        model: root.rows

        LaneRow {
            numberPixels: root.viewModel.numberPixels
            Layout.fillWidth: true
            Layout.preferredHeight: root.viewModel.rowPixels
        }
    }
}
