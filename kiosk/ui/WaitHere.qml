import QtQuick

// Where to wait.
Fact {
    required property string place

    icon: "seat"
    label: qsTr("Please wait here")
    fact: place
}
