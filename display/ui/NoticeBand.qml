pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.notices
import screen.theme

// Something for everybody to know, in several languages side by side, all in one size. It stands
// still: the next one takes its place.
Rectangle {
    id: root

    required property NoticeCard notice
    readonly property list<string> texts: notice.languages.map((tag, at) => Notices.say(notice.kind, notice.words[at] ?? "", tag))
    // Two lines of a third of the width; what does not fit into them gets three, to be read from afar.
    readonly property bool tall: Math.max(...texts.map(text => text.length)) > 48
    property real letters: Type.body

    function settle() {
        letters = columns.children.reduce((least, column) => Math.min(least, column.fitting ?? least), Type.body);
    }

    objectName: "notice"
    implicitHeight: Theme.px(tall ? 172 : 132)
    color: Theme.noteFill
    radius: Theme.px(16)

    RowLayout {
        id: columns

        anchors.fill: parent
        anchors.leftMargin: Theme.px(32)
        anchors.rightMargin: Theme.px(32)
        anchors.topMargin: Theme.px(8)
        anchors.bottomMargin: Theme.px(8)
        spacing: Theme.px(56)

        Repeater {
            model: root.notice.languages

            Item {
                id: column

                required property int index
                readonly property string text: root.texts[index] ?? ""
                readonly property real fitting: ruler.fontInfo.pixelSize

                onFittingChanged: root.settle()
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1

                Label {
                    id: ruler
                    anchors.fill: parent
                    opacity: 0
                    text: column.text
                    fontSizeMode: Text.Fit
                    font.weight: Type.bold
                    lineHeight: 1
                }
                Label {
                    objectName: "notice-words"
                    anchors.fill: parent
                    text: column.text
                    color: Theme.noteInk
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: root.letters
                    font.weight: Type.bold
                    lineHeight: 1
                }
            }
        }
    }
}
