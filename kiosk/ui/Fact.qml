import QtQuick
import QtQuick.Layouts
import kiosk.drawings
import screen.theme

// One fact with its icon: a small word above, the fact below it.
RowLayout {
    id: root

    required property string icon
    required property string label
    required property string fact

    spacing: Theme.px(20)

    Icon {
        name: root.icon
        color: Theme.accent
        Layout.preferredWidth: Theme.px(60)
        Layout.preferredHeight: Theme.px(60)
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Phrase {
            Layout.fillWidth: true
            text: root.label
            color: Theme.softInk
            font.pixelSize: Type.small
        }
        Phrase {
            Layout.fillWidth: true
            text: root.fact
            font.pixelSize: Type.lead
            font.weight: Type.bold
            leading: 1
        }
    }
}
