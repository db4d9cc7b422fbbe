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
    readonly property bool paperless: ticket.paper === "none" || ticket.paper === "unconfirmed"

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
                minimumPixelSize: Theme.px(160)
                fontSizeMode: Text.HorizontalFit
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
                    visible: root.ticket.start.length > 0
                    Layout.fillWidth: true
                    Layout.preferredWidth: 4
                    icon: "clock"
                    label: qsTr("Your time")
                    fact: root.ticket.start
                }
                Fact {
                    visible: root.ticket.start.length === 0
                    Layout.fillWidth: true
                    Layout.preferredWidth: 4
                    icon: "person"
                    label: qsTr("Before you")
                    fact: root.ticket.ahead
                }
                Fact {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 6
                    icon: "seat"
                    label: qsTr("Please wait here")
                    fact: root.ticket.waitAt
                }
            }
        }
    }

    PaperBar {
        Layout.fillWidth: true
        paper: root.ticket.paper
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
        Touch {
            id: done

            objectName: "done"
            text: qsTr("Done")
            fill: Theme.accent
            pressedFill: Theme.accentPressed
            edge: Theme.accent
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.px(120)
            onClicked: root.viewModel.touchDone()

            contentItem: Phrase {
                text: done.text
                color: Theme.accentInk
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Type.lead
                font.weight: Type.bold
            }
        }
    }
}
