import QtQuick
import QtQuick.Layouts

// Something unforeseen broke; the service manager starts the program afresh.
ColumnLayout {
    Notice {
        Layout.fillWidth: true
        icon: "info"
        title: qsTr("Out of service for a moment")
        text: qsTr("This screen starts again by itself. Please speak to a member of staff if it takes longer.")
    }

    Item {
        Layout.fillHeight: true
    }
}
