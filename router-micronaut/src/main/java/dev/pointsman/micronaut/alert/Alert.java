package dev.pointsman.micronaut.alert;

import java.time.Instant;

/**
 * Something that people should know of a subject.
 *
 * @param kind what is said of the subject
 * @param subject who it is about, such as {@code pool chat}
 * @param text the whole of it, in one line
 * @param when the wall-clock time
 * @param heldBack how many alerts were left out before this one
 */
record Alert(AlertKind kind, String subject, String text, Instant when, long heldBack) {

    static Alert of(AlertKind kind, String subject, String text, Instant when) {
        return new Alert(kind, subject, text, when, 0);
    }

    Alert after(long others) {
        return new Alert(kind, subject, text, when, others);
    }
}
