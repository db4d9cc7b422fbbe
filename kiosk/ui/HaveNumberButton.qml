import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// For those who have a number or an appointment already.
Touch {
    id: root

    objectName: "have-number"
    text: qsTr("I have a number or an appointment")
    implicitHeight: Math.max(Theme.px(88), implicitContentHeight + topPadding + bottomPadding)

    contentItem: RowLayout {
        spacing: Theme.px(14)

        Icon {
            name: "ticket"
            color: Theme.accent
            Layout.preferredWidth: Theme.px(44)
            Layout.preferredHeight: Theme.px(44)
        }
        Phrase {
            Layout.fillWidth: true
            text: root.text
            font.pixelSize: Type.small
            font.weight: Type.bold
            leading: 1
        }
    }
}
