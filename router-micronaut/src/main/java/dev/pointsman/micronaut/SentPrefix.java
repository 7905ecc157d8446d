package dev.pointsman.micronaut;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader has been sent, so that an answer that begins again is not sent twice. It is kept within a limit of memory;
 * beyond it the answer can't begin again. Not safe for several threads.
 */
final class SentPrefix {
    private final List<Object> sent = new ArrayList<>();
    private boolean remembers;
    private final long most;
    private long bytes;
    private boolean begun;
    private boolean overflown;
    private int place;

    /** Keeps elements of so many bytes. */
    SentPrefix(long most) {
        this.most = most;
    }

    /** What an element is to the reader. */
    enum Step {
        /** To be sent. */
        NEW,
        /** Sent before. */
        KNOWN,
        /** Not the one that was sent in its place. */
        DIFFERENT
    }

    /** An answer begins; later ones will need to know what was sent only if they may stand in for it. */
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

    /** Whether more was sent than is kept. */
    boolean isOverflown() {
        return overflown;
    }

    /** Whether the answer has not yet come as far as one before it. */
    boolean isBehind() {
        return place < sent.size();
    }

    /** Whether anything has been sent. */
    boolean hasBegun() {
        return begun;
    }
}
