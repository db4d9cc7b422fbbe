import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// What becomes of the paper, and what to do now.
Rectangle {
    id: root

    required property string paper
    readonly property var texts: ({
            printing: qsTr("Your ticket is being printed."),
            printed: qsTr("Please take your ticket."),
            unconfirmed: qsTr("Did your ticket come out? If not: scan the code or note the number."),
            none: qsTr("No paper here. Scan the code, or take a photo of this screen.")
        })
    readonly property bool calm: paper === "printing" || paper === "printed"
    readonly property color ink: paper === "printed" ? Theme.freeInk : calm ? Theme.ink : Theme.noteInk

    objectName: "paper"
    implicitHeight: content.implicitHeight + 2 * Theme.px(24)
    radius: Theme.radius
    color: paper === "printed" ? Theme.freeFill : calm ? Theme.card : Theme.noteFill
    border.color: calm && paper !== "printed" ? Theme.line : ink
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
            name: root.paper === "none" ? "phone" : "paper"
            color: root.ink
            Layout.preferredWidth: Theme.px(64)
            Layout.preferredHeight: Theme.px(64)
        }
        Phrase {
            Layout.fillWidth: true
            text: root.texts[root.paper] ?? ""
            color: root.ink
            font.pixelSize: Type.lead
            font.weight: Type.bold
            leading: 1.05
        }
    }
}
