pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// The number, when and where; the same ticket for the phone; what becomes of the paper.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Ticket ticket: viewModel.ticket
    readonly property bool settled: ticket.paper !== "printing"
    readonly property bool kept: ticket.paper === "kept"
    readonly property bool paperless: ticket.paper === "none" || ticket.paper === "unconfirmed" || kept
    readonly property bool counted: ticket.start.length === 0 || (kept && ticket.state === "waiting")
    readonly property bool timed: ticket.start.length > 0
    readonly property bool both: timed && counted

    spacing: Theme.px(24)

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        border.color: Theme.accent
        border.width: Theme.px(4)

        ColumnLayout {
            spacing: Theme.px(12)
            anchors {
                fill: parent
                leftMargin: Theme.px(56)
                rightMargin: Theme.px(56)
                topMargin: Theme.px(28)
                bottomMargin: Theme.px(36)
            }

            Phrase {
                Layout.fillWidth: true
                text: qsTr("Your number")
                horizontalAlignment: Text.AlignHCenter
                color: Theme.softInk
                font.pixelSize: Type.lead
            }
            Label {
                objectName: "number"
                Layout.fillWidth: true
                Layout.fillHeight: true
                text: root.ticket.number
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.NoWrap
                color: Theme.accent
                lineHeight: 1
                font.pixelSize: Theme.px(290)
                minimumPixelSize: Theme.px(96)
                fontSizeMode: Text.Fit
                font.weight: Type.bold
            }
            Rule {
                Layout.fillWidth: true
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.px(16)
                spacing: Theme.px(32)

                Fact {
                    visible: root.timed
                    Layout.fillWidth: true
                    Layout.preferredWidth: 4
                    icon: "clock"
                    label: qsTr("Your time")
                    fact: root.ticket.start
                }
                Fact {
                    visible: root.counted
                    Layout.fillWidth: true
                    Layout.preferredWidth: root.timed ? 6 : 4
                    icon: "person"
                    label: qsTr("Before you")
                    fact: root.ticket.ahead
                }
                WaitHere {
                    visible: !root.both
                    Layout.fillWidth: true
                    Layout.preferredWidth: 6
                    place: root.ticket.waitAt
                }
            }
            WaitHere {
                visible: root.both
                Layout.fillWidth: true
                place: root.ticket.waitAt
            }
        }
    }

    PaperBar {
        visible: !root.kept
        Layout.fillWidth: true
        paper: root.ticket.paper
    }
    KeptBar {
        visible: root.kept
        Layout.fillWidth: true
        ticket: root.ticket
    }
    NumberButton {
        objectName: "here"
        visible: root.ticket.canCome
        text: qsTr("I am here")
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(120)
        onClicked: root.viewModel.touchHere()
    }

    Card {
        Layout.fillWidth: true
        implicitHeight: phone.implicitHeight + 2 * Theme.px(24)

        RowLayout {
            id: phone

            spacing: Theme.px(36)
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: Theme.px(24)
                rightMargin: Theme.px(36)
            }

            CodeTile {
                objectName: "ticket-code"
                text: root.ticket.url
                Layout.preferredWidth: Theme.px(370)
                Layout.preferredHeight: Theme.px(370)
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.px(16)

                Phrase {
                    Layout.fillWidth: true
                    text: qsTr("Take it along on your phone")
                    font.pixelSize: Type.lead
                    font.weight: Type.bold
                }
                Phrase {
                    Layout.fillWidth: true
                    text: qsTr("Scan the code to see when it is your turn.")
                    color: Theme.softInk
                }
                Phrase {
                    Layout.fillWidth: true
                    text: qsTr("Code of this ticket")
                    color: Theme.softInk
                    font.pixelSize: Type.small
                }
                Phrase {
                    objectName: "check-in-code"
                    text: root.ticket.code
                    font.pixelSize: Type.title
                    font.weight: Type.bold
                    font.letterSpacing: Theme.px(4)
                    leading: 1
                }
            }
        }
    }

    RowLayout {
        spacing: Theme.px(16)
        opacity: root.settled ? 1 : 0
        enabled: root.settled

        Touch {
            id: onPaper

            objectName: "print"
            visible: root.ticket.canPrint
            text: qsTr("Print the ticket")
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.px(120)
            onClicked: root.viewModel.touchPrint()

            contentItem: Phrase {
                text: onPaper.text
                horizontalAlignment: Text.AlignHCenter
                font.weight: Type.bold
            }
        }
        Touch {
            id: more

            objectName: "more-time"
            visible: root.paperless
            text: qsTr("I need more time (%1)").arg(root.ticket.secondsLeft)
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.px(120)
            onClicked: root.viewModel.touchMoreTime()

            contentItem: Phrase {
                text: more.text
                horizontalAlignment: Text.AlignHCenter
                font.weight: Type.bold
            }
        }
        DoneButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.px(120)
            onClicked: root.viewModel.touchDone()
        }
    }
}
