pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import display.viewmodels
import screen.theme

// The current call: the largest thing in the picture and the only yellow one.
Rectangle {
    id: root

    required property CallCard call
    required property list<string> languages
    // Above a long notice there is less room; all lines of a call stay.
    readonly property bool tight: height < Theme.px(600)

    objectName: "call"
    color: Theme.call
    radius: Theme.radius

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.px(root.tight ? 20 : 36)
        spacing: Theme.px(root.tight ? 2 : 8)

        RecallMark {
            count: root.call.count
            languages: root.languages
            visible: root.call.count > 1
            Layout.alignment: Qt.AlignHCenter
        }
        Item {
            id: space
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.px(root.tight ? 120 : 180)

            Label {
                objectName: "number"
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width
                text: root.call.number
                color: Theme.callInk
                wrapMode: Text.NoWrap
                lineHeight: 1
                horizontalAlignment: Text.AlignHCenter
                fontSizeMode: Text.HorizontalFit
                // The capitals fill four fifths of the room there is.
                font.pixelSize: Math.min(Theme.px(400), space.height * 0.8 / Type.capital)
                font.weight: Type.bold
            }
        }
        CallLine {
            way: root.call.way
            text: qsTr("Desk %1").arg(root.call.label)
            Layout.fillWidth: true
            letters: Theme.px(root.tight ? 104 : 124)
            Layout.preferredHeight: Theme.px(root.tight ? 116 : 144)
        }
        Label {
            objectName: "room"
            text: root.call.floor === "" ? qsTr("Room %1").arg(root.call.room) : qsTr("Room %1 · %2").arg(root.call.room).arg(root.call.floor)
            color: Theme.callInk
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1
            fontSizeMode: Text.Fit
            font.pixelSize: Type.lead
            Layout.fillWidth: true
            Layout.maximumHeight: Theme.px(116)
        }
        Label {
            objectName: "visitorsLine"
            readonly property string tag: root.call.visitorsLanguage
            visible: tag !== ""
            text: root.call.visitorsFloor === "" ? qsTr("Desk %1 · room %2", tag).arg(root.call.label).arg(root.call.room) : qsTr("Desk %1 · room %2 · %3", tag).arg(root.call.label).arg(root.call.room).arg(root.call.visitorsFloor)
            color: Theme.callInk
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1
            fontSizeMode: Text.Fit
            font.pixelSize: Type.body
            Layout.fillWidth: true
            Layout.maximumHeight: Theme.px(100)
        }
    }

    // One calm pulse of the frame for a call that has just come; the call itself is there at once.
    Rectangle {
        id: frame
        anchors.fill: parent
        anchors.margins: -Theme.px(12)
        color: "transparent"
        radius: Theme.radius + Theme.px(12)
        border.color: Theme.ink
        border.width: Theme.px(8)
        opacity: 0
    }
    SequentialAnimation {
        id: pulse
        OpacityAnimator { target: frame; from: 0; to: 1; duration: 600 }
        OpacityAnimator { target: frame; from: 1; to: 0; duration: 1000 }
    }
    Connections {
        target: root.call
        enabled: !Theme.reducedMotion
        function onCallIdChanged(): void {
            if (root.call.callId > 0)
                pulse.restart();
        }
    }
}
