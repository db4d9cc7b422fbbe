import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// Between the touch and the number. Mostly gone before it is seen, so it comes up gently.
Item {
    id: root

    property string service: ""
    property string text: qsTr("One moment, we are getting your number.")
    property bool slow: false

    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.px(32)
        opacity: Theme.reducedMotion ? 1 : 0

        SequentialAnimation on opacity {
            running: !Theme.reducedMotion

            PauseAnimation {
                duration: 250
            }
            OpacityAnimator {
                from: 0
                to: 1
                duration: Theme.motion
            }
        }

        Icon {
            name: "ticket"
            color: Theme.accent
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Theme.px(160)
            Layout.preferredHeight: Theme.px(160)
        }
        Phrase {
            Layout.fillWidth: true
            text: root.slow ? qsTr("The connection is slow. Please wait, we keep trying.") : root.text
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Type.title
            font.weight: Type.bold
        }
        Phrase {
            Layout.fillWidth: true
            text: root.service
            horizontalAlignment: Text.AlignHCenter
            color: Theme.softInk
            font.pixelSize: Type.lead
        }
    }
}
