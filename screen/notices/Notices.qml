pragma Singleton
import QtQuick

// What a notice of each kind says, in the language `tag`; staff's own words follow, if any.
QtObject {
    function say(kind: string, words: string, tag: string): string {
        return [head(kind, tag), words].filter(part => part !== "").join(" ");
    }

    function head(kind: string, tag: string): string {
        switch (kind) {
        case "closing_early":
            return qsTr("We close earlier than usual today.", tag);
        case "long_wait":
            return qsTr("You have to wait longer than usual today.", tag);
        case "served":
            return qsTr("No new numbers today. Everyone who has a number is still called.", tag);
        case "tomorrow":
            return qsTr("Not everyone can be called today. If you are still waiting, you are first tomorrow morning.", tag);
        case "voucher":
            return qsTr("Not everyone can be called today. If you are still waiting, please get a voucher at a desk.", tag);
        case "evacuation":
            return qsTr("Please leave the building now", tag);
        default:
            return "";
        }
    }
}
