pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import screen.theme

// Who else is in the building, and the way there. It needs no office to be true.
ColumnLayout {
    id: root

    required property var model

    visible: rows.count > 0
    spacing: Theme.px(12)

    Phrase {
        Layout.fillWidth: true
        text: qsTr("In this building")
        font.pixelSize: Type.lead
        font.weight: Type.bold
        leading: 1
    }
    Pages {
        id: pages

        Layout.fillWidth: true
        Layout.fillHeight: true
        stops: Array.from({
            length: rows.count
        }, (_, index) => rows.itemAt(index)?.y ?? 0)

        Column {
            width: pages.width

            Repeater {
                id: rows

                model: root.model

                Way {
                    width: pages.width
                    opacity: pages.shows(y) ? 1 : 0
                }
            }
        }
    }
}
