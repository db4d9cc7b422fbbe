pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.notices
import screen.theme

// Why no number is called: in every language of the board, the board's own first and larger.
Card {
    id: root

    required property string mode
    required property string closing
    required property list<string> languages
    required property string office

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.px(56)
        spacing: Theme.px(32)

        Label {
            text: root.office
            visible: text !== ""
            color: Theme.softInk
            font.pixelSize: Type.body
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Repeater {
            model: root.languages

            Label {
                required property string modelData
                required property int index
                objectName: "message"
                text: root.say(modelData)
                color: index === 0 ? Theme.ink : Theme.softInk
                horizontalAlignment: Text.AlignHCenter
                fontSizeMode: Text.Fit
                font.pixelSize: index === 0 ? Type.heading : Type.title
                font.weight: index === 0 ? Type.bold : Type.regular
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: index === 0 ? 5 : 3
            }
        }
    }

    function say(tag: string): string {
        switch (mode) {
        case "waiting":
            return qsTr("Please wait until your number appears here.", tag);
        case "closing":
            return Notices.say(closing, "", tag);
        case "closed":
            return qsTr("We are closed now. No more numbers are called.", tag);
        case "starting":
            return qsTr("One moment, please.", tag);
        default:
            return qsTr("Please listen: our staff will call you.", tag);
        }
    }

}
