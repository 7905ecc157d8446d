package dev.pointsman.micronaut;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements sent to a reader, so that a restarted answer does not send them twice. Bounded memory; a longer answer cannot
 * be restarted. Not thread-safe.
 */
final class SentPrefix {
    private final List<Object> sent = new ArrayList<>();
    private boolean remembers;
    private final long most;
    private long bytes;
    private boolean begun;
    private boolean overflown;
    private int place;

    /** Creates a prefix of at most this many bytes. */
    SentPrefix(long most) {
        this.most = most;
    }

    /** Relation of an element to those sent. */
    enum Step {
        /** To be sent. */
        NEW,
        /** Already sent. */
        KNOWN,
        /** Different from the one sent at its position. */
        DIFFERENT
    }

    /** Starts an answer; its elements are retained only if a later one may resume it. */
    void begin(boolean remembering) {
        remembers = remembering && !overflown;
        place = 0;
    }

    Step next(Object element) {
        if (!isBehind()) {
            begun = true;
            if (remembers) {
                keep(element);
            }
            return Step.NEW;
        }
        return sent.get(place++).equals(element) ? Step.KNOWN : Step.DIFFERENT;
    }

    private void keep(Object element) {
        bytes += ElementWeights.of(element);
        if (bytes <= most) {
            sent.add(element);
            place++;
        } else {
            overflown = true;
            remembers = false;
            sent.clear();
            place = 0;
        }
    }

    /** Returns whether more was sent than is retained. */
    boolean isOverflown() {
        return overflown;
    }

    /** Returns whether the answer is shorter so far than an earlier one. */
    boolean isBehind() {
        return place < sent.size();
    }

    /** Returns whether any element has been sent. */
    boolean hasBegun() {
        return begun;
    }
}
