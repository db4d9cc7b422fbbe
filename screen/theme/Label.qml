import QtQuick

// Text in the theme's type: wraps, is never cut with dots, starts where its language starts. Its
// family is the program's own font, which knows the fallbacks for other scripts (screen/fonts.py).
Text {
    color: Theme.ink
    wrapMode: Text.Wrap
    elide: Text.ElideNone
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
    verticalAlignment: Text.AlignVCenter
    lineHeight: 1.1
    font.pixelSize: Type.body
    font.features: { "tnum": 1 }
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
