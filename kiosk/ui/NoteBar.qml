import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import kiosk.viewmodels
import screen.theme

// Why the visitor is here again: one calm sentence.
Rectangle {
    id: root

    required property Note note
    readonly property var texts: ({
            taken: note.next.length > 0 ? qsTr("This time was just taken. The next one is %1.").arg(note.next) : qsTr("This time was just taken. No other is free."),
            gone: qsTr("The last free time was just taken."),
            refused: qsTr("That did not work. Please choose again or ask a member of staff."),
            unreachable: qsTr("The office did not answer. Please try again or ask a member of staff."),
            unknown: qsTr("There is no number with this code today. Please look again, or ask a member of staff.")
        })

    objectName: "note"
    visible: note.kind.length > 0
    implicitHeight: content.implicitHeight + 2 * Theme.px(20)
    radius: Theme.radius
    color: Theme.noteFill
    border.color: Theme.noteInk
    border.width: Theme.hairline

    RowLayout {
        id: content

        spacing: Theme.px(20)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.px(24)
            rightMargin: Theme.px(24)
        }

        Icon {
            name: "info"
            color: Theme.noteInk
            Layout.preferredWidth: Theme.px(48)
            Layout.preferredHeight: Theme.px(48)
        }
        Phrase {
            Layout.fillWidth: true
            text: root.texts[root.note.kind] ?? ""
            color: Theme.noteInk
            font.weight: Type.bold
        }
    }
}
