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
    property real letters: Type.body

    function settle() {
        letters = columns.children.reduce((least, column) => Math.min(least, column.fitting ?? least), Type.body);
    }

    objectName: "notice"
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

                required property string modelData
                required property int index
                readonly property string text: Notices.say(root.notice.kind, root.notice.words[index] ?? "", modelData)
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
