import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// One step back; its arrow points against the reading.
Touch {
    id: root

    objectName: "back"
    text: qsTr("Back")
    implicitHeight: Theme.px(88)
    leftPadding: Theme.px(24)
    rightPadding: Theme.px(36)

    contentItem: RowLayout {
        spacing: Theme.px(16)

        Icon {
            name: "back"
            color: Theme.accent
            flipped: root.mirrored
            Layout.preferredWidth: Theme.px(44)
            Layout.preferredHeight: Theme.px(44)
        }
        Phrase {
            text: root.text
            font.weight: Type.bold
        }
    }
}
