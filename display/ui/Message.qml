pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// Why no number is called: in every language of the board, the board's own first and larger.
Card {
    id: root

    required property string mode
    required property list<string> languages

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.px(72)
        spacing: Theme.px(40)

        Item { Layout.fillHeight: true }
        Repeater {
            model: root.languages

            Label {
                required property string modelData
                required property int index
                objectName: "message"
                text: root.say(modelData)
                color: index === 0 ? Theme.ink : Theme.softInk
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: index === 0 ? Type.heading : Type.title
                font.weight: index === 0 ? Type.bold : Type.regular
                Layout.fillWidth: true
            }
        }
        Item { Layout.fillHeight: true }
    }

    function say(tag: string): string {
        switch (mode) {
        case "waiting":
            return qsTr("Please wait until your number appears here.", tag);
        case "closed":
            return qsTr("We are closed now. No more numbers are called.", tag);
        case "starting":
            return qsTr("One moment, please.", tag);
        default:
            return qsTr("Please listen: our staff will call you.", tag);
        }
    }

}
