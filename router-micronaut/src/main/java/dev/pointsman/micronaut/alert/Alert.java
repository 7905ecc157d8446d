package dev.pointsman.micronaut.alert;

import java.time.Instant;

/**
 * Alert about a subject.
 *
 * @param kind the kind of the alert
 * @param subject the subject, such as {@code pool chat}
 * @param text the message, in one line
 * @param when the wall-clock time
 * @param heldBack number of alerts dropped before this one
 */
record Alert(AlertKind kind, String subject, String text, Instant when, long heldBack) {

    static Alert of(AlertKind kind, String subject, String text, Instant when) {
        return new Alert(kind, subject, text, when, 0);
    }

    Alert after(long others) {
        return new Alert(kind, subject, text, when, others);
    }
}
