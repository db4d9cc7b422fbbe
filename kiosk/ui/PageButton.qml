import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// One of the two that turn pages.
Touch {
    id: root

    required property string symbol

    Layout.fillWidth: true
    Layout.fillHeight: true

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.px(16)

            Icon {
                name: root.symbol
                color: Theme.accent
                width: Theme.px(40)
                height: Theme.px(40)
                anchors.verticalCenter: parent.verticalCenter
            }
            Phrase {
                text: root.text
                font.weight: Type.bold
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
