import QtQuick
import QtQuick.Layouts

// Before the first word from the office.
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
