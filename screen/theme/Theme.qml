pragma Singleton
import QtQuick

// The colours and measures of every screen. A program's Main sets `dark`, `unit` and `accent`; all
// else is read-only.
QtObject {
    property bool dark: false
    // Pixels per design pixel: 1 on a kiosk 1080 and a board 1920 wide.
    property real unit: 1
    property bool reducedMotion: false
    property color accent: "#0A4D68"

    readonly property color paper: dark ? "#0C1B22" : "#F6F4EF"
    readonly property color ink: dark ? "#F4F7F8" : "#14232B"
    readonly property color softInk: dark ? "#B9C8CF" : "#44545D"
    readonly property color card: dark ? "#132832" : "#FFFFFF"
    readonly property color line: dark ? "#2C434E" : "#D6D2C8"
    readonly property color pressed: dark ? "#1D3642" : "#E6EEF1"
    readonly property color accentInk: "#FFFFFF"
    readonly property color accentPressed: Qt.darker(accent, 1.25)

    readonly property color freeInk: dark ? "#A8E6C8" : "#0A4F34"
    readonly property color freeFill: dark ? "#10382A" : "#E4F0EA"

    // The current call and nothing else.
    readonly property color call: "#FFD447"
    readonly property color callInk: "#10202A"

    // Something to know, not a danger: not up to date, closed.
    readonly property color noteInk: dark ? "#F6D9C6" : "#6B2A05"
    readonly property color noteFill: dark ? "#43261A" : "#FBE9DD"

    readonly property color bar: "#14232B"
    readonly property color barButton: "#22343E"
    readonly property color barLine: "#4A606C"
    readonly property color barInk: "#FFFFFF"

    // White under a QR code, in every theme.
    readonly property color codePaper: "#FFFFFF"
    readonly property color codeInk: "#000000"

    readonly property real gap: px(8)
    readonly property real margin: px(56)
    readonly property real padding: px(32)
    readonly property real radius: px(24)
    readonly property real hairline: Math.max(1, px(2))
    readonly property int motion: reducedMotion ? 0 : 200

    function px(designPixels: real): real {
        return Math.round(designPixels * unit);
    }
}
