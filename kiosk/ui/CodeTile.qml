import QtQuick
import kiosk.drawings
import screen.theme

// A QR code on its white tile; no tile without a code.
Rectangle {
    id: root

    property alias text: code.text

    visible: code.text.length > 0
    color: Theme.codePaper
    radius: Theme.px(12)

    QrCode {
        id: code
        objectName: root.objectName.length > 0 ? `${root.objectName}-modules` : ""
        anchors.fill: parent
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("A code to scan with a phone")
    }
}
