pragma ComponentBehavior: Bound
import QtQuick
import screen.theme

// The free times of half a day, each one touch away.
Item {
    id: root

    required property string title
    required property var model
    required property real chipHeight
    // Whether a row that begins here, in the page's own pixels, is to be seen.
    required property var shows
    readonly property int columns: 5
    readonly property real gap: Theme.px(12)
    readonly property real heading: Theme.px(56)
    readonly property int rows: Math.ceil(times.count / columns)
    readonly property list<real> tops: Array.from({
        length: rows
    }, (_, row) => rowTop(row))

    signal taken(string start)

    // The first row begins with its heading.
    function rowTop(row: int): real {
        return row === 0 ? y : y + heading + row * (chipHeight + gap);
    }

    visible: rows > 0
    height: rows > 0 ? heading + rows * (chipHeight + gap) - gap : 0

    Phrase {
        width: root.width
        height: root.heading - root.gap
        text: root.title
        opacity: root.shows(root.y) ? 1 : 0
        color: Theme.softInk
        font.weight: Type.bold
        leading: 1
    }

    Grid {
        y: root.heading
        width: root.width
        columns: root.columns
        spacing: root.gap

        Repeater {
            id: times

            model: root.model

            Touch {
                id: time

                required property string clock
                required property string start
                required property string name
                required property int index
                readonly property bool inPage: root.shows(root.rowTop(Math.floor(index / root.columns)))

                objectName: name
                text: clock
                fill: Theme.freeFill
                pressedFill: Theme.freeInk
                edge: Theme.freeInk
                padding: 0
                enabled: inPage
                opacity: inPage ? 1 : 0
                width: Math.floor((root.width - (root.columns - 1) * root.gap) / root.columns)
                height: root.chipHeight
                onClicked: root.taken(start)

                contentItem: Phrase {
                    text: time.clock
                    color: time.pressed ? Theme.freeFill : Theme.freeInk
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Type.lead
                    font.weight: Type.bold
                    leading: 1
                }
            }
        }
    }
}
