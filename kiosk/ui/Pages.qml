pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// Content that may be higher than its place: then two buttons turn pages; a finger never drags.
Item {
    id: root

    default property alias content: holder.data
    // Where a page may begin, ascending, in the content's own pixels: the tops of its rows.
    required property list<real> stops
    readonly property real needed: holder.childrenRect.height
    readonly property bool turns: needed > height + 1
    readonly property real place: height - buttons.height - Theme.px(16)
    readonly property real start: Math.max(0, ...stops.filter(top => top <= wish))
    readonly property list<real> within: stops.filter(top => top > start && top <= start + place + Theme.px(10))
    readonly property real next: within.length > 0 ? within[within.length - 1] : needed
    readonly property bool more: start + place < needed
    // Where the visitor is; it holds while rows come and go.
    property real wish: 0
    // Room for focus frames at the sides.
    readonly property real side: Theme.px(10)

    // Whether the row that begins at `top` is on this page. Hidden rows must not only be clipped:
    // keys would still reach them, and shapes are drawn outside a clip in software.
    function shows(top: real): bool {
        return !turns || (top >= start && (top < next || !more));
    }

    function turnBack() {
        wish = Math.min(...stops.filter(top => top >= start - place));
    }

    Item {
        x: -root.side
        width: parent.width + 2 * root.side
        height: root.turns ? (root.more ? root.next - root.start : root.place) : root.height
        clip: root.turns

        Item {
            id: holder
            x: root.side
            y: root.turns ? -root.start : 0
            width: root.width
            height: childrenRect.height
        }
    }

    RowLayout {
        id: buttons

        visible: root.turns
        spacing: Theme.px(16)
        height: Theme.px(88)
        anchors {
            bottom: parent.bottom
            left: parent.left
            right: parent.right
        }

        PageButton {
            objectName: "page-up"
            symbol: "up"
            text: qsTr("Show earlier")
            visible: root.start > 0
            onClicked: root.turnBack()
        }
        PageButton {
            objectName: "page-down"
            symbol: "down"
            text: qsTr("Show more")
            visible: root.more
            onClicked: root.wish = root.next
        }
    }
}
