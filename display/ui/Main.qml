pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// The board: heading · the large call or why there is none · calls beside it · what comes next.
Window {
    id: root

    required property BoardScreen viewModel

    title: "Wartemarke"
    color: Theme.paper
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    Binding { target: Theme; property: "dark"; value: true }
    Binding { target: Theme; property: "unit"; value: root.height / 1080 }
    Binding { target: Theme; property: "reducedMotion"; value: root.viewModel.reducedMotion }
    Binding { target: Type; property: "base"; value: root.viewModel.helpPixels / Theme.unit }

    ColumnLayout {
        x: Theme.margin + root.viewModel.drift
        y: Theme.px(36) + root.viewModel.drift
        width: root.width - 2 * Theme.margin
        height: root.height - Theme.px(36) - Theme.px(28)
        spacing: Theme.px(24)

        Header {
            viewModel: root.viewModel
            Layout.fillWidth: true
        }

        RowLayout {
            onHeightChanged: root.viewModel.fitLanes(height, Theme.px(12))
            spacing: Theme.px(40)
            Layout.fillWidth: true
            Layout.fillHeight: true

            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                CallView {
                    anchors.fill: parent
                    visible: root.viewModel.mode === "calling"
                    call: root.viewModel.large
                    languages: root.viewModel.languages
                }
                Message {
                    anchors.fill: parent
                    visible: root.viewModel.mode !== "calling"
                    mode: root.viewModel.mode
                    languages: root.viewModel.languages
                }
            }

            ColumnLayout {
                id: beside
                readonly property bool used: recent.filled || quick.filled
                visible: used && root.viewModel.mode !== "failed"
                spacing: Theme.px(12)
                Layout.preferredWidth: Math.round(root.width * 0.41)
                Layout.fillWidth: false
                Layout.fillHeight: true

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
        }

        Footer {
            visible: !root.viewModel.stale
            viewModel: root.viewModel
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.px(92)
        }
        StaleNote {
            visible: root.viewModel.stale
            viewModel: root.viewModel
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.px(92)
        }
    }
}
