import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import kiosk.viewmodels
import screen.theme

// How it stands with a number that was found again, or has just been checked in.
Rectangle {
    id: root

    required property Ticket ticket
    readonly property string waiting: ticket.late ? qsTr("You are checked in. Your time has passed, so it may take a little longer.") : qsTr("You are checked in. Please wait until your number is called.")
    readonly property string over: qsTr("This number cannot be used any more. Please take a new number, or speak to a member of staff.")
    readonly property string called: qsTr("Your number has been called. Please look at the board.")
    readonly property var texts: ({
            booked: qsTr("You are not checked in yet. Only those who are checked in are called."),
            waiting: waiting,
            parked: waiting,
            called: called,
            serving: called,
            missed: qsTr("Your number was called, but nobody came. Please check in again.")
        })
    readonly property bool good: ["waiting", "parked", "called", "serving"].includes(ticket.state)
    readonly property color ink: good ? Theme.freeInk : Theme.noteInk

    objectName: "kept"
    implicitHeight: content.implicitHeight + 2 * Theme.px(24)
    radius: Theme.radius
    color: good ? Theme.freeFill : Theme.noteFill
    border.color: ink
    border.width: Theme.hairline

    RowLayout {
        id: content

        spacing: Theme.px(24)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.px(28)
            rightMargin: Theme.px(28)
        }

        Icon {
            name: root.good ? "check" : "info"
            color: root.ink
            Layout.preferredWidth: Theme.px(64)
            Layout.preferredHeight: Theme.px(64)
        }
        Phrase {
            objectName: "kept-words"
            Layout.fillWidth: true
            text: root.texts[root.ticket.state] ?? root.over
            color: root.ink
            font.pixelSize: Type.lead
            font.weight: Type.bold
            leading: 1.05
        }
    }
}
