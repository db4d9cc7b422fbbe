import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// One thing to know, said plainly: an icon, a headline, a sentence, and when to come back.
ColumnLayout {
    id: root

    required property string icon
    required property string title
    property string text: ""
    property string next: ""

    spacing: Theme.px(26)

    RowLayout {
        Layout.topMargin: Theme.px(16)
        spacing: Theme.px(32)

        Rectangle {
            Layout.preferredWidth: Theme.px(144)
            Layout.preferredHeight: Theme.px(144)
            radius: width / 2
            color: Theme.card
            border.color: Theme.line
            border.width: Theme.hairline

            Icon {
                anchors.centerIn: parent
                name: root.icon
                color: Theme.accent
                width: Theme.px(88)
                height: Theme.px(88)
            }
        }
        Phrase {
            Layout.fillWidth: true
            text: root.title
            font.pixelSize: Type.heading
            font.weight: Type.bold
            leading: 1
        }
    }
    Phrase {
        Layout.fillWidth: true
        visible: text.length > 0
        text: root.text
        color: Theme.softInk
        font.pixelSize: Type.lead
    }
    Rectangle {
        visible: root.next.length > 0
        Layout.fillWidth: true
        implicitHeight: next.implicitHeight + 2 * Theme.px(32)
        radius: Theme.radius
        color: Theme.accent

        RowLayout {
            id: next

            spacing: Theme.px(28)
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: Theme.px(36)
                rightMargin: Theme.px(36)
            }

            Icon {
                name: "clock"
                color: Theme.accentInk
                Layout.preferredWidth: Theme.px(72)
                Layout.preferredHeight: Theme.px(72)
            }
            Phrase {
                objectName: "next-chance"
                Layout.fillWidth: true
                text: root.next
                color: Theme.accentInk
                font.pixelSize: Type.lead
                font.weight: Type.bold
            }
        }
    }
}
