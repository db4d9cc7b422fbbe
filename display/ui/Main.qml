pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.notices
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
    Binding { target: Theme; property: "unit"; value: Math.min(root.width / 1920, root.height / 1080) }
    Binding { target: Theme; property: "reducedMotion"; value: root.viewModel.reducedMotion }
    Binding { target: Type; property: "base"; value: root.viewModel.helpPixels / Theme.unit }

    ColumnLayout {
        visible: root.viewModel.mode !== "evacuation"
        x: Theme.margin + root.viewModel.drift
        y: Theme.px(36) + root.viewModel.drift
        width: root.width - 2 * Theme.margin
        height: root.height - Theme.px(36) - Theme.px(28)
        spacing: Theme.px(24)

        Header {
            viewModel: root.viewModel
            Layout.fillWidth: true
        }

        Item {
            id: main
            Layout.fillWidth: true
            Layout.fillHeight: true
            onHeightChanged: root.viewModel.fitLanes(height, Theme.px(12))

            Item {
                anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
                anchors.right: lanes.visible ? lanes.left : parent.right
                anchors.rightMargin: lanes.visible ? Theme.px(40) : 0

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
                    closing: root.viewModel.closing
                    office: root.viewModel.office
                    languages: root.viewModel.languages
                }
            }
            Lanes {
                id: lanes
                anchors { right: parent.right; top: parent.top; bottom: parent.bottom }
                width: Math.round(root.width * 0.4)
                viewModel: root.viewModel
            }
        }

        NoticeBand {
            visible: root.viewModel.notice.kind !== ""
            notice: root.viewModel.notice
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
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

    Loader {
        width: root.width
        height: root.height
        active: root.viewModel.mode === "evacuation"
        sourceComponent: EvacuationScreen {
            languages: root.viewModel.tongues
        }
    }
}
