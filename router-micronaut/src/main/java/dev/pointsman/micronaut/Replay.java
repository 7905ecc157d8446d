package dev.pointsman.micronaut;

import java.util.ArrayList;
import java.util.List;

/** What a reader has been sent, so that an answer that begins again is not sent twice. Not safe for several threads. */
final class Replay {
    private final List<Object> sent = new ArrayList<>();
    private boolean remembers;
    private boolean begun;
    private int place;

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
        remembers = remembering;
        place = 0;
    }

    Step next(Object element) {
        if (!isBehind()) {
            begun = true;
            if (remembers) {
                sent.add(element);
                place++;
            }
            return Step.NEW;
        }
        return sent.get(place++).equals(element) ? Step.KNOWN : Step.DIFFERENT;
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
