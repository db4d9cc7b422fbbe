import QtQuick
import QtQuick.Layouts
import screen.theme

// One institution or place: the physical way, its name, its floor and room.
Item {
    id: root

    required property string name
    required property string where
    required property string note
    required property string arrow

    implicitHeight: content.implicitHeight + 2 * Theme.px(11)

    Rule {
        width: parent.width
    }
    RowLayout {
        id: content

        spacing: Theme.px(20)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
        }

        Arrow {
            way: root.arrow
            color: Theme.accent
            Layout.preferredWidth: Theme.px(44)
            Layout.preferredHeight: Theme.px(44)
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Phrase {
                Layout.fillWidth: true
                text: root.name
                font.weight: Type.bold
                leading: 1
            }
            Phrase {
                Layout.fillWidth: true
                visible: text.length > 0
                text: root.note
                color: Theme.softInk
                font.pixelSize: Type.small
                leading: 1
            }
        }
        Phrase {
            text: root.where
            color: Theme.softInk
            font.pixelSize: Type.small
            wrapMode: Text.NoWrap
        }
    }
}
