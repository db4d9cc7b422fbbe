pragma ComponentBehavior: Bound
import QtQuick
import kiosk.drawings
import kiosk.viewmodels
import screen.theme

// Large keys for a few signs, below them delete and OK. Codes read from left to right, so the keypad
// does too, in every language.
Item {
    id: root

    required property Kiosk viewModel
    readonly property int columns: viewModel.typing.field === "code" ? 5 : 6
    readonly property real gap: Theme.px(12)
    readonly property int rows: Math.ceil(keys.count / columns) + 1
    readonly property real keyWidth: Math.floor((width - (columns - 1) * gap) / columns)
    readonly property real keyHeight: Math.floor(Math.min(Theme.px(140), (height - (rows - 1) * gap) / rows))

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Grid {
        id: grid

        columns: root.columns
        spacing: root.gap

        Repeater {
            id: keys

            model: root.viewModel.keys

            KeyButton {
                required property string sign
                required property bool useful

                objectName: `key-${sign}`
                text: sign
                enabled: useful
                width: root.keyWidth
                height: root.keyHeight
                onClicked: root.viewModel.touchKey(sign)
            }
        }
    }

    Row {
        anchors.top: grid.bottom
        anchors.topMargin: root.gap
        spacing: root.gap

        Touch {
            id: erase

            objectName: "key-delete"
            text: qsTr("Delete")
            width: Math.floor((root.width - root.gap) / 2)
            height: root.keyHeight
            onClicked: root.viewModel.touchDelete()

            contentItem: Item {
                Row {
                    anchors.centerIn: parent
                    spacing: Theme.px(16)

                    Icon {
                        name: "erase"
                        color: Theme.accent
                        width: Theme.px(48)
                        height: Theme.px(48)
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Phrase {
                        text: erase.text
                        font.weight: Type.bold
                        wrapMode: Text.NoWrap
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
        }
        Touch {
            id: ok

            objectName: "key-ok"
            text: qsTr("OK")
            enabled: root.viewModel.typing.whole
            fill: enabled ? Theme.accent : Theme.paper
            pressedFill: Theme.accentPressed
            edge: enabled ? Theme.accent : Theme.line
            width: erase.width
            height: root.keyHeight
            onClicked: root.viewModel.touchOk()

            contentItem: Phrase {
                text: ok.text
                color: ok.enabled ? Theme.accentInk : Theme.softInk
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Type.lead
                font.weight: Type.bold
            }
        }
    }
}
