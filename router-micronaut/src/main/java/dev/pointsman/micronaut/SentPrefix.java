package dev.pointsman.micronaut;

import dev.pointsman.failure.ContinuationMismatchException;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.router.Attempt;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements sent to a reader, so that an answer that begins again is not sent twice. They are kept within a limit of
 * memory; beyond it the answer cannot begin again. Not thread-safe.
 */
final class SentPrefix {
    private final List<Object> sent = new ArrayList<>();
    private final long most;
    private long bytes;
    private boolean remembers;
    private boolean overflown;
    private int place;

    /** Creates a prefix of at most this many bytes. */
    SentPrefix(long most) {
        this.most = most;
    }

    /** Starts another answer; its elements are kept only if later answers may replace it. */
    void begin(Attempt attempt) {
        remembers = attempt.midStream() == MidStream.RESUME && !overflown;
        place = 0;
    }

    /** Returns whether an element is to be sent; false if it was sent before. */
    boolean isNext(Object element) {
        if (isBehind()) {
            if (!sent.get(place++).equals(element)) {
                throw new ContinuationMismatchException("the other answer differs from the elements that were sent");
            }
            return false;
        }
        if (remembers) {
            keep(element);
        }
        return true;
    }

    /** Ends an answer, which must be as long as one before it. */
    void end() {
        if (isBehind()) {
            throw new ContinuationMismatchException("the other answer ends before the elements that were sent");
        }
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

    /** Returns whether more was sent than is kept. */
    boolean isOverflown() {
        return overflown;
    }

    private boolean isBehind() {
        return place < sent.size();
    }
}
