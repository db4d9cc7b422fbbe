import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// Who has a number types its code; who has lost the ticket types the number first.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Typing typing: viewModel.typing
    readonly property bool code: typing.field === "code"

    spacing: Theme.px(20)

    BackButton {
        onClicked: root.viewModel.touchBack()
    }

    ColumnLayout {
        spacing: 0

        Phrase {
            objectName: "code-title"
            Layout.fillWidth: true
            text: root.code ? qsTr("Type the code of your number") : qsTr("Type your number")
            font.pixelSize: Type.title
            font.weight: Type.bold
            leading: 1
        }
        Phrase {
            Layout.fillWidth: true
            text: root.code ? qsTr("Six letters and digits. They stand on your ticket and on your phone.") : qsTr("One letter and three digits, for example %1.").arg(root.typing.example)
            color: Theme.softInk
        }
    }

    NoteBar {
        Layout.fillWidth: true
        note: root.viewModel.note
    }

    Phrase {
        visible: root.code && root.typing.lost
        Layout.fillWidth: true
        text: qsTr("Your number: %1").arg(root.typing.number)
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Type.lead
        font.weight: Type.bold
        leading: 1
    }

    Boxes {
        Layout.fillWidth: true
        model: root.viewModel.boxes
    }

    Keypad {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.topMargin: Theme.px(8)
        viewModel: root.viewModel
    }

    Touch {
        id: lost

        objectName: "lost-ticket"
        visible: !root.typing.lost
        text: qsTr("I have lost my ticket")
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(96)
        onClicked: root.viewModel.touchLost()

        contentItem: Phrase {
            text: lost.text
            horizontalAlignment: Text.AlignHCenter
            font.weight: Type.bold
        }
    }
}
