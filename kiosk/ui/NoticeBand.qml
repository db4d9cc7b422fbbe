pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.notices
import screen.theme

// What everybody should know today, one under another. Nothing moves.
Rectangle {
    id: root

    required property var model
    required property string language

    objectName: "notices"
    visible: rows.count > 0
    implicitHeight: visible ? content.implicitHeight + 2 * Theme.px(12) : 0
    radius: Theme.radius
    color: Theme.noteFill
    border.color: Theme.noteInk
    border.width: Theme.hairline

    ColumnLayout {
        id: content

        spacing: Theme.px(6)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.px(24)
            rightMargin: Theme.px(24)
        }

        Repeater {
            id: rows

            model: root.model

            RowLayout {
                id: row

                required property string kind
                required property string words
                required property bool small

                spacing: Theme.px(18)

                Icon {
                    name: row.kind === "message" ? "info" : "clock"
                    color: Theme.noteInk
                    Layout.preferredWidth: Theme.px(40)
                    Layout.preferredHeight: Theme.px(40)
                }
                Phrase {
                    objectName: "notice-words"
                    Layout.fillWidth: true
                    text: Notices.say(row.kind, row.words, root.language)
                    color: Theme.noteInk
                    font.pixelSize: row.small ? Type.small : Type.body
                    font.weight: Type.bold
                    leading: 1
                }
            }
        }
    }
}
