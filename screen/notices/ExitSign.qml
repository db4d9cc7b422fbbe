import QtQuick
import QtQuick.Shapes

// Somebody runs out through a door: drawn, white on green, never mirrored, no way claimed.
Rectangle {
    id: root

    readonly property string doorPath: "M 60 8 L 92 8 L 92 92 L 60 92 L 60 84 L 84 84 L 84 16 L 60 16 Z"
    readonly property string headPath: "M 49 24 m -7.5 0 a 7.5 7.5 0 1 0 15 0 a 7.5 7.5 0 1 0 -15 0 Z"

    implicitWidth: 100
    implicitHeight: width
    color: "transparent"
    LayoutMirroring.enabled: false
    Accessible.ignored: true

    Shape {
        width: 100
        height: 100
        anchors.centerIn: parent
        scale: Math.min(root.width, root.height) / 100
        preferredRendererType: Shape.CurveRenderer
        antialiasing: true

        ShapePath {
            fillColor: "white"
            strokeWidth: -1
            PathSvg {
                path: root.doorPath
            }
        }
        ShapePath {
            fillColor: "white"
            strokeWidth: -1
            PathSvg {
                path: root.headPath
            }
        }
        // Trunk and legs, then the arms.
        ShapePath {
            fillColor: "transparent"
            strokeColor: "white"
            strokeWidth: 9
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: "M 43 38 L 36 57 L 51 67 L 49 84 M 36 57 L 29 72 L 13 73"
            }
        }
        ShapePath {
            fillColor: "transparent"
            strokeColor: "white"
            strokeWidth: 7
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: "M 19 50 L 25 38 L 43 37 L 52 49 L 64 48"
            }
        }
    }
}
