pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// Who else is in the building, and the way there. It needs no office to be true.
ColumnLayout {
    id: root

    required property var model

    visible: rows.count > 0
    spacing: Theme.px(16)

    Label {
        Layout.fillWidth: true
        text: qsTr("In this building")
        font.pixelSize: Type.lead
        font.weight: Type.bold
    }
    Card {
        Layout.fillWidth: true
        implicitHeight: list.implicitHeight + 2 * Theme.px(12)

        ColumnLayout {
            id: list

            spacing: 0
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: Theme.px(28)
                rightMargin: Theme.px(28)
            }

            Repeater {
                id: rows

                model: root.model

                ColumnLayout {
                    id: row

                    required property int index
                    required property string name
                    required property string where
                    required property string note
                    required property string arrow

                    spacing: 0

                    Rule {
                        visible: row.index > 0
                        Layout.fillWidth: true
                    }
                    RowLayout {
                        spacing: Theme.px(20)
                        Layout.topMargin: Theme.px(12)
                        Layout.bottomMargin: Theme.px(12)

                        Arrow {
                            way: row.arrow
                            color: Theme.accent
                            Layout.preferredWidth: Theme.px(44)
                            Layout.preferredHeight: Theme.px(44)
                        }
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 0

                            Label {
                                Layout.fillWidth: true
                                text: row.name
                                font.weight: Type.bold
                            }
                            Label {
                                Layout.fillWidth: true
                                visible: text.length > 0
                                text: row.note
                                color: Theme.softInk
                                font.pixelSize: Type.small
                            }
                        }
                        Label {
                            text: row.where
                            color: Theme.softInk
                            font.pixelSize: Type.small
                            wrapMode: Text.NoWrap
                        }
                    }
                }
            }
        }
    }
}
