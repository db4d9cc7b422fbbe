import QtQuick
import QtQuick.Layouts
import screen.theme
import kiosk.viewmodels

// Who, where, until when; the office's own time.
Item {
    id: root

    required property Head face

    implicitHeight: Math.max(Theme.px(176), content.implicitHeight + Theme.px(48))

    RowLayout {
        id: content

        visible: root.face.name.length > 0
        spacing: Theme.px(24)
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.margin
            rightMargin: Theme.margin
        }

        Rectangle {
            Layout.preferredWidth: Theme.px(96)
            Layout.preferredHeight: Theme.px(96)
            radius: Theme.px(16)
            color: Theme.accent

            Phrase {
                anchors.centerIn: parent
                text: root.face.short
                color: Theme.accentInk
                font.pixelSize: Type.lead
                font.weight: Type.bold
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Phrase {
                Layout.fillWidth: true
                text: root.face.name
                font.pixelSize: Type.lead
                font.weight: Type.bold
                leading: 1
            }
            Phrase {
                Layout.fillWidth: true
                text: root.face.address
                color: Theme.softInk
                font.pixelSize: Type.small
            }
            Phrase {
                Layout.fillWidth: true
                visible: root.face.until.length > 0
                text: qsTr("Open today until %1").arg(root.face.until)
                color: Theme.softInk
                font.pixelSize: Type.small
            }
        }

        ColumnLayout {
            spacing: 0

            Phrase {
                objectName: "clock"
                Layout.fillWidth: true
                text: root.face.clock
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Type.heading
                font.weight: Type.bold
                leading: 0.95
            }
            Phrase {
                Layout.fillWidth: true
                text: root.face.day
                horizontalAlignment: Text.AlignRight
                wrapMode: Text.NoWrap
                color: Theme.softInk
                font.pixelSize: Type.small
            }
        }
    }

    Rule {
        visible: content.visible
        anchors {
            bottom: parent.bottom
            left: content.left
            right: content.right
        }
    }
}
