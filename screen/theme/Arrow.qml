import QtQuick
import QtQuick.Shapes

// The physical way from the screen, drawn: never mirrored, whatever the language.
// left, right, straight: an arrow · up, down: stairs to another floor · here: a ring around a point.
Item {
    id: root

    property string way: "right"
    property color color: Theme.ink

    readonly property bool stairs: way === "up" || way === "down"
    readonly property bool plain: way === "left" || way === "right" || way === "straight"
    readonly property string arrowPath: "M 50 6 L 90 48 L 76 62 L 60 45 L 60 94 L 40 94 L 40 45 L 24 62 L 10 48 Z"
    readonly property string stairsPath: "M 6 94 L 6 78 L 28 78 L 28 60 L 50 60 L 50 42 L 72 42 L 72 24 L 94 24 L 94 94 Z"
    readonly property string ringPath: "M 50 6 A 44 44 0 1 1 49.9 6 Z M 50 22 A 28 28 0 1 0 50.1 22 Z M 50 38 A 12 12 0 1 1 49.9 38 Z"

    implicitWidth: Type.body
    implicitHeight: implicitWidth
    LayoutMirroring.enabled: false
    Accessible.ignored: true

    Shape {
        width: 100
        height: 100
        anchors.centerIn: parent
        scale: Math.min(root.width, root.height) / 100
        rotation: root.way === "left" ? -90 : root.way === "right" ? 90 : 0
        preferredRendererType: Shape.CurveRenderer
        antialiasing: true

        ShapePath {
            fillColor: root.color
            strokeWidth: -1
            PathSvg {
                path: root.plain ? root.arrowPath : root.stairs ? root.stairsPath : root.ringPath
            }
        }
    }
}
