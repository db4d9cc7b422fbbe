import QtQuick
import screen.theme

// The desk and the way there. The arrow stands on the side it points to, in every language.
Item {
    id: root

    required property string way
    required property string text
    property real letters: Theme.px(124)

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Row {
        anchors.centerIn: parent
        height: parent.height
        spacing: Theme.px(40)
        layoutDirection: root.way === "right" ? Qt.RightToLeft : Qt.LeftToRight

        Arrow {
            id: arrow
            objectName: "arrow"
            way: root.way
            color: Theme.callInk
            width: root.letters
            height: width
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            objectName: "desk"
            text: root.text
            color: Theme.callInk
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width - arrow.width - parent.spacing)
            wrapMode: Text.NoWrap
            lineHeight: 1
            fontSizeMode: Text.HorizontalFit
            font.pixelSize: root.letters
            font.weight: Type.bold
        }
    }
}
