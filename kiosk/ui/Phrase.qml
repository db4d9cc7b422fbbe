import QtQuick
import screen.theme

// Text whose lines are equally high in every script. Arabic letters bring a line of more than two
// ems with them; here each line gets the room of a Latin one and stands in its middle.
Label {
    id: root

    // Times the natural line of Noto Sans.
    property real leading: 1.1
    readonly property real ascent: 1.069 * font.pixelSize
    readonly property real natural: 1.362 * font.pixelSize
    readonly property real wanted: ascent + (lineHeight - natural) / 2
    readonly property real given: baselineOffset - (height - contentHeight) / 2

    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(natural * leading)
    transform: Translate {
        y: Math.round(root.wanted) - root.given
    }
}
