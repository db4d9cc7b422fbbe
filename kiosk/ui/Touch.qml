import QtQuick
import QtQuick.Templates as T
import screen.theme

// What can be touched: acts when the finger leaves inside, shows the press and the key focus.
T.AbstractButton {
    id: root

    property color fill: Theme.card
    property color pressedFill: Theme.pressed
    property color edge: Theme.line
    property color ring: Theme.accent

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    focusPolicy: Qt.TabFocus
    horizontalPadding: Theme.px(20)
    verticalPadding: Theme.px(8)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        color: root.pressed ? root.pressedFill : root.fill
        radius: Theme.radius
        border.color: root.edge
        border.width: Theme.hairline

        Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.px(8)
            visible: root.visualFocus
            color: "transparent"
            radius: Theme.radius + Theme.px(8)
            border.color: root.ring
            border.width: Theme.px(5)
        }
    }
}
