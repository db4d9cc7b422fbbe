pragma Singleton
import QtQuick

// Sizes of letters in pixels: one family, two weights, each step 1.25 times the one before.
QtObject {
    // Set by a program's Main: the size of running text in design pixels, and the large-text mode.
    property real base: 30
    property real zoom: 1

    readonly property string family: "Noto Sans"
    readonly property int regular: Font.Normal
    readonly property int bold: Font.Bold

    readonly property real small: step(-1)
    readonly property real body: step(0)
    readonly property real lead: step(1)
    readonly property real title: step(2)
    readonly property real heading: step(3)
    readonly property real display: step(4)
    readonly property real huge: step(6)

    // Capitals of Noto Sans are 0.714 of the size: this gives the size for capitals of a height.
    readonly property real capital: 0.714

    function step(steps: int): int {
        return Math.round(base * zoom * Math.pow(1.25, steps) * Theme.unit);
    }
}
