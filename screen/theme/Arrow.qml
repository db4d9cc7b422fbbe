import QtQuick
import QtQuick.Shapes

// The physical way from the screen, drawn: never mirrored, whatever the language.
// left, right, straight: an arrow · up, down: stairs to another floor · here: a ring around a point.
Item {
    id: root

    property string way: "right"
    property color color: Theme.ink

    readonly property string arrowPath: "M 50 6 L 90 48 L 76 62 L 60 45 L 60 94 L 40 94 L 40 45 L 24 62 L 10 48 Z"
    readonly property string stairsPath: "M 22 97 L 22 86 L 42 86 L 42 70 L 62 70 L 62 54 L 82 54 L 82 38 L 97 38 L 97 97 Z "
    readonly property string upPath: stairsPath + "M 26 6 L 62 6 L 62 42 L 50 42 L 50 27 L 16 61 L 7 52 L 41 18 L 26 18 Z"
    readonly property string downPath: stairsPath + "M 43 61 L 7 61 L 7 25 L 19 25 L 19 40 L 53 6 L 62 15 L 28 49 L 43 49 Z"
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
                path: ({ up: root.upPath, down: root.downPath, here: root.ringPath })[root.way] ?? root.arrowPath
            }
        }
    }
}
