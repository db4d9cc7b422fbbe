import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// The way by phone: the live code, the address to compare, and that it costs nothing.
Rectangle {
    id: root

    required property LiveCode live
    property string title: qsTr("Prefer your phone?")

    visible: live.url.length > 0
    implicitHeight: content.implicitHeight + 2 * Theme.px(18)
    radius: Theme.radius
    color: Theme.accent

    RowLayout {
        id: content

        spacing: Theme.px(36)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            margins: Theme.px(18)
        }

        CodeTile {
            objectName: "live-code"
            text: root.live.url
            // 33 modules of 11 pixels: 100 mm on 24 inches, read from a metre away.
            Layout.preferredWidth: Theme.px(363)
            Layout.preferredHeight: Theme.px(363)
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.px(10)

            Phrase {
                Layout.fillWidth: true
                text: root.title
                color: Theme.accentInk
                font.pixelSize: Type.lead
                font.weight: Type.bold
            }
            Phrase {
                Layout.fillWidth: true
                text: qsTr("Scan the code, choose a time, and your number is on your phone.")
                color: Theme.accentInk
                font.pixelSize: Type.small
            }
            Phrase {
                objectName: "live-host"
                Layout.fillWidth: true
                Layout.topMargin: Theme.px(6)
                text: root.live.host
                color: Theme.accentInk
                font.weight: Type.bold
                wrapMode: Text.WrapAnywhere
            }
            Phrase {
                Layout.fillWidth: true
                text: qsTr("Free of charge. We never ask for money.")
                color: Theme.accentInk
                font.pixelSize: Type.small
            }
        }
    }
}
