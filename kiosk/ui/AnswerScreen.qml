import QtQuick
import QtQuick.Layouts
import kiosk.viewmodels
import screen.theme

// Why a code did not check in, and what to do now.
ColumnLayout {
    id: root

    required property Kiosk viewModel
    readonly property Answer answer: viewModel.answer
    readonly property var icons: ({
            early: "clock",
            late: "clock",
            here: "check",
            other_day: "calendar",
            over: "ticket",
            too_many: "info"
        })
    readonly property var titles: ({
            early: qsTr("You are early"),
            late: qsTr("Your time has passed"),
            here: qsTr("We know that you are here"),
            other_day: qsTr("This number is for another day"),
            over: qsTr("This number cannot be used any more"),
            too_many: qsTr("Too many wrong codes")
        })
    readonly property var texts: ({
            early: qsTr("It is a little too soon to check in."),
            late: answer.another ? qsTr("Choose a new time. You get a new number.") : qsTr("No other time is free today. Please speak to a member of staff."),
            here: qsTr("You will be called. You need not do anything."),
            other_day: qsTr("Please come on that day, or take a number for today."),
            over: qsTr("Please take a new number, or speak to a member of staff."),
            too_many: qsTr("Please try again in a minute, or speak to a member of staff.")
        })

    spacing: Theme.px(32)

    BackButton {
        onClicked: root.viewModel.touchBack()
    }

    Notice {
        Layout.fillWidth: true
        icon: root.icons[root.answer.kind] ?? "info"
        title: root.titles[root.answer.kind] ?? ""
        text: root.texts[root.answer.kind] ?? ""
        next: root.answer.kind === "early" && root.answer.clock !== "" ? qsTr("You can check in here from %1.").arg(root.answer.clock) : ""
    }

    TimeGrid {
        id: times

        Layout.fillWidth: true
        Layout.preferredHeight: height
        title: qsTr("Choose a time for today")
        model: root.viewModel.otherTimes
        chipHeight: Theme.px(120)
        shows: () => true
        onTaken: start => root.viewModel.touchTime(start)
    }

    Item {
        Layout.fillHeight: true
    }

    DoneButton {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(120)
        onClicked: root.viewModel.touchDone()
    }
}
