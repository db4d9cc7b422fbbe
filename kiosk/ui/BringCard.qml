pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// What to have in the bag.
Card {
    id: root

    required property list<string> things

    visible: things.length > 0
    implicitHeight: content.implicitHeight + 2 * Theme.px(20)

    ColumnLayout {
        id: content

        spacing: Theme.px(10)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.px(28)
            rightMargin: Theme.px(28)
        }

        Phrase {
            Layout.fillWidth: true
            text: qsTr("Please bring")
            font.weight: Type.bold
            leading: 1
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.things.length > 3 ? 2 : 1
            columnSpacing: Theme.px(28)
            rowSpacing: Theme.px(6)
            uniformCellWidths: true

            Repeater {
                model: root.things

                RowLayout {
                    id: thing

                    required property string modelData

                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.px(12)

                    Icon {
                        name: "check"
                        color: Theme.accent
                        Layout.preferredWidth: Theme.px(32)
                        Layout.preferredHeight: Theme.px(32)
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: root.things.length > 3 ? Theme.px(2) : Theme.px(6)
                    }
                    Phrase {
                        Layout.fillWidth: true
                        text: thing.modelData
                        font.pixelSize: root.things.length > 3 ? Type.small : Type.body
                        leading: 1
                    }
                }
            }
        }
    }
}
