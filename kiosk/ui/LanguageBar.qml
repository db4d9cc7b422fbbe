pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import kiosk.viewmodels
import screen.theme

// The languages, each by its own name in its own script; always at the same place.
Rectangle {
    id: root

    required property Kiosk viewModel

    implicitHeight: Theme.px(144)
    color: Theme.bar

    RowLayout {
        spacing: Theme.px(20)
        anchors {
            fill: parent
            leftMargin: Theme.margin
            rightMargin: Theme.margin
        }

        Icon {
            name: "globe"
            color: Theme.barInk
            Layout.preferredWidth: Theme.px(52)
            Layout.preferredHeight: Theme.px(52)
        }

        Repeater {
            model: root.viewModel.tiles

            Touch {
                id: tile

                required property string tag
                required property string name
                required property bool current
                readonly property color ink: current ? Theme.bar : Theme.barInk

                objectName: `language-${tag}`
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.px(88)
                text: name
                fill: current ? Theme.barInk : Theme.barButton
                pressedFill: Theme.bar
                edge: current ? Theme.barInk : Theme.barLine
                ring: Theme.barInk
                onClicked: root.viewModel.touchLanguage(tag)

                contentItem: Item {
                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.px(12)

                        Icon {
                            name: "check"
                            visible: tile.current
                            color: tile.ink
                            width: Theme.px(36)
                            height: Theme.px(36)
                            anchors.verticalCenter: parent.verticalCenter
                        }
                        Phrase {
                            text: tile.name
                            color: tile.pressed ? Theme.barInk : tile.ink
                            font.weight: Type.bold
                            wrapMode: Text.NoWrap
                            anchors.verticalCenter: parent.verticalCenter
                        }
                    }
                }
            }
        }
    }
}
