import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// The calls beside the large one: recent calls above, quick pick-up apart below.
ColumnLayout {
    id: root

    required property BoardScreen viewModel

    visible: (recent.filled || quick.filled) && viewModel.mode !== "failed"
    spacing: Theme.px(12)

    Lane {
        id: recent
        heading: qsTr("Recently called")
        rows: root.viewModel.recent
        viewModel: root.viewModel
        page: root.viewModel.page
        pages: root.viewModel.pages
        Layout.fillWidth: true
    }
    Item { Layout.fillHeight: true }
    Lane {
        id: quick
        heading: qsTr("Quick pick-up")
        rows: root.viewModel.quick
        viewModel: root.viewModel
        Layout.fillWidth: true
    }
}
