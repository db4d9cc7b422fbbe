import QtQuick
import screen.theme

// The desk and the way there. The arrow stands on the side it points to, in every language.
Item {
    id: root

    required property string way
    required property string text

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
            width: Theme.px(130)
            height: width
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            objectName: "desk"
            text: root.text
            color: Theme.callInk
            width: Math.min(implicitWidth, root.width - arrow.width - parent.spacing)
            height: parent.height
            lineHeight: 1
            fontSizeMode: Text.Fit
            font.pixelSize: Theme.px(136)
            font.weight: Type.bold
        }
    }
}
