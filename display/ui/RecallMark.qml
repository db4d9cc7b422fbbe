pragma ComponentBehavior: Bound
import QtQuick
import screen.theme

// Says in each language that this number is called once more.
Rectangle {
    id: root

    required property int count
    required property list<string> languages

    objectName: "recall"
    implicitWidth: texts.width + Theme.px(64)
    implicitHeight: texts.height + Theme.px(16)
    radius: height / 2
    color: Theme.callInk

    Row {
        id: texts
        anchors.centerIn: parent
        spacing: Theme.px(28)

        Repeater {
            model: root.languages.slice(0, 3)

            Label {
                required property string modelData
                text: root.count === 2 ? qsTr("2nd call", modelData) : qsTr("Call no. %1", modelData).arg(root.count)
                color: Theme.call
                font.weight: Type.bold
            }
        }
    }
}
