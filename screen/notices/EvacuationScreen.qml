pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// Leave the building: the whole screen, every language at once, and nothing else. What lies below
// cannot be seen or touched.
Rectangle {
    id: root

    required property list<string> languages
    // A broad screen has its sign beside the words, a high one above them.
    readonly property bool broad: width > 1.4 * height
    readonly property real edge: Math.min(width, height) * 0.06
    readonly property real sign: Math.min(width, height) * (broad ? 0.6 : 0.5)

    objectName: "evacuation"
    color: "#00512B"

    // Nothing below is to be reached.
    MouseArea {
        anchors.fill: parent
    }

    GridLayout {
        anchors.fill: parent
        anchors.margins: root.edge
        flow: root.broad ? GridLayout.LeftToRight : GridLayout.TopToBottom
        columns: root.broad ? 2 : 1
        columnSpacing: root.edge
        rowSpacing: root.edge
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        ExitSign {
            objectName: "exit-sign"
            Layout.alignment: Qt.AlignCenter
            Layout.preferredWidth: root.sign
            Layout.preferredHeight: root.sign
        }
        ColumnLayout {
            spacing: root.edge / 3

            Repeater {
                model: root.languages

                Label {
                    required property string modelData
                    objectName: "evacuation-words"
                    text: Notices.say("evacuation", "", modelData)
                    color: "white"
                    horizontalAlignment: Text.AlignHCenter
                    fontSizeMode: Text.Fit
                    font.pixelSize: Math.min(root.width, root.height) * 0.1
                    font.weight: Type.bold
                    lineHeight: 1
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: 1
                }
            }
        }
    }
}
