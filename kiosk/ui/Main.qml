pragma ComponentBehavior: Bound
import QtQuick
import screen.notices
import screen.theme
import kiosk.viewmodels

Window {
    id: root

    required property Kiosk viewModel
    readonly property var screens: ({
            starting: starting,
            welcome: welcome,
            times: times,
            booking: booking,
            ticket: ticket,
            nothing_free: nothingFree,
            not_released: notReleased,
            closed: closed,
            unreachable: unreachable,
            code: code,
            checking: checking,
            answer: answer,
            evacuation: null,
            out_of_service: outOfService
        })

    readonly property bool leaving: viewModel.screen === "evacuation"

    title: "Wartemarke"
    color: Theme.paper
    visible: true

    Binding {
        target: Theme
        property: "unit"
        value: Math.min(root.width / 1080, root.height / 1920)
    }
    Binding {
        target: Type
        property: "base"
        value: 32 // capitals of 5 mm in the smallest type on 24 inches
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: root.viewModel.reducedMotion
    }

    Item {
        visible: !root.leaving
        width: Theme.px(1080)
        height: parent.height
        anchors.horizontalCenter: parent.horizontalCenter
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true

        PointHandler {
            onActiveChanged: root.viewModel.touchGlass()
        }

        HeadBar {
            id: head
            face: root.viewModel.head
            anchors {
                top: parent.top
                left: parent.left
                right: parent.right
            }
        }

        NoticeBand {
            id: band
            model: root.viewModel.notices
            language: root.viewModel.language
            anchors {
                top: head.bottom
                left: parent.left
                right: parent.right
                leftMargin: Theme.margin
                rightMargin: Theme.margin
                topMargin: visible ? Theme.px(8) : 0
            }
        }

        Loader {
            objectName: "screen"
            sourceComponent: root.screens[root.viewModel.screen]
            anchors {
                top: band.bottom
                bottom: languages.top
                left: parent.left
                right: parent.right
                leftMargin: Theme.margin
                rightMargin: Theme.margin
                topMargin: band.visible ? Theme.px(8) : Theme.px(18)
                bottomMargin: Theme.px(26)
            }
        }

        LanguageBar {
            id: languages
            viewModel: root.viewModel
            anchors {
                bottom: parent.bottom
                left: parent.left
                right: parent.right
            }
        }

        MoreTimePanel {
            anchors.fill: parent
            seconds: root.viewModel.countdown
            onWanted: root.viewModel.touchMoreTime()
        }
    }

    Loader {
        width: root.width
        height: root.height
        active: root.leaving
        sourceComponent: EvacuationScreen {
            languages: root.viewModel.tongues
        }
    }

    Component {
        id: starting
        StartingScreen {}
    }
    Component {
        id: welcome
        WelcomeScreen {
            viewModel: root.viewModel
            crowded: band.visible
        }
    }
    Component {
        id: times
        TimesScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: booking
        BookingScreen {
            service: root.viewModel.bookingName
            slow: root.viewModel.bookingSlow
        }
    }
    Component {
        id: code
        CodeScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: checking
        BookingScreen {
            text: qsTr("One moment, we are looking for your number.")
            slow: root.viewModel.bookingSlow
        }
    }
    Component {
        id: answer
        AnswerScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: ticket
        TicketScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: nothingFree
        NothingFreeScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: notReleased
        NotReleasedScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: closed
        ClosedScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: unreachable
        UnreachableScreen {
            viewModel: root.viewModel
        }
    }
    Component {
        id: outOfService
        OutOfServiceScreen {}
    }
}
