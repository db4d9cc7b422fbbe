import QtQuick
import QtQuick.Layouts

ColumnLayout {
    Notice {
        Layout.fillWidth: true
        icon: "clock"
        title: qsTr("One moment, please")
        text: qsTr("This screen is starting.")
    }

    Item {
        Layout.fillHeight: true
    }
}
