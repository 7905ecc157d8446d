package dev.pointsman.quality;

import dev.pointsman.trace.RoutingDecision;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last decisions with their probabilities, each in a few words of one array: written by the threads of calls without
 * a lock, a barrier or an allocation, read by the thread of the tests. A check value tells a decision from a mixture of
 * two, as of a thread that was delayed by a whole round. A decision that was overwritten is unknown.
 */
final class DecisionRing {
    private static final int HEADER = 5; // number, session, facts, speed, link
    private static final long EMPTY = -1;
    private static final int NONE = Integer.MAX_VALUE;
    private static final int SESSION = 1;
    private static final int FACTS = 2;
    private static final int SPEED = 3;
    private static final int LINK = 4; // the decision that served the call; of a further attempt the inverted call
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int MEMBER_MASK = 63;
    private static final int EXACT = 1 << 6;
    private static final int FIRST = 1 << 7;
    private static final int SHAPE_SHIFT = 8;
    private static final int TAG_SHIFT = 12;
    private static final int POOL_SHIFT = 20;
    private static final int TAG_MASK = 255;
    private static final int CHECK_SHIFT = 40;
    private static final long FACTS_MASK = (1L << CHECK_SHIFT) - 1; // above them the check value

    private final long[] words;
    private final int mask;
    private final int stride;
    private final int members;

    /** Creates a ring for a number of decisions, a power of two, and pools of at most a number of models. */
    DecisionRing(int decisions, int members) {
        this.members = Math.min(members, MEMBER_MASK);
        this.stride = HEADER + (this.members + 1) / 2;
        this.mask = decisions - 1;
        this.words = new long[decisions * stride];
        for (int i = 0; i < words.length; i += stride) {
            words[i] = EMPTY;
        }
    }

    /**
     * Writes a decision.
     *
     * @param decision the decision
     * @param session hash of the session; 0 for a call without one
     * @param pool the index of the pool
     * @param shape the class of the call, at most 15
     * @param tag the number of its tag, at most 255; 0 without one
     * @param first whether it is a first attempt that was drawn or had no alternative
     */
    void write(RoutingDecision decision, long session, int pool, int shape, int tag, boolean first) {
        long number = decision.number();
        int at = (int) (number & mask) * stride;
        int size = decision.size();
        int next = 0; // candidates come in the order of their pool
        int order = decision.candidate(0).order();
        long check = 0; // of what is written, not of what is there: that may be another thread's
        for (int i = at + HEADER, member = 0; i < at + stride; i++, member += 2) {
            long pair = 0;
            if (order == member) {
                pair = bits(decision, next++);
                order = next < size ? decision.candidate(next).order() : NONE;
            }
            if (order == member + 1) {
                pair |= bits(decision, next++) << 32;
                order = next < size ? decision.candidate(next).order() : NONE;
            }
            words[i] = pair;
            check = with(check, pair);
        }
        boolean exact = first && next == size && !Double.isNaN(decision.probability(0));
        long facts = ((long) pool << POOL_SHIFT & FACTS_MASK)
                | (long) tag << TAG_SHIFT
                | (long) shape << SHAPE_SHIFT
                | (exact ? EXACT : 0)
                | (first ? FIRST : 0)
                | Math.min(decision.candidate(decision.chosen()).order(), MEMBER_MASK);
        long call = decision.call();
        words[at] = number;
        words[at + SESSION] = session;
        words[at + FACTS] = facts | check(check, number, session, facts) << CHECK_SHIFT;
        words[at + SPEED] = 0;
        words[at + LINK] = call == number ? number : ~call;
    }

    private static long bits(RoutingDecision decision, int index) {
        return Float.floatToRawIntBits((float) decision.probability(index)) & 0xFFFFFFFFL;
    }

    private static long with(long check, long pair) {
        return Long.rotateLeft((check ^ pair) * MIXER, 31);
    }

    /** Returns a value of all that {@link #write} writes at first, by which a mixture of two decisions shows. */
    private static long check(long pairs, long number, long session, long facts) {
        return with(with(with(pairs, number), session), facts) >>> CHECK_SHIFT;
    }

    /** Sets the time to the first token of a decision's answer. */
    void firstToken(long number, long nanos) {
        int at = (int) (number & mask) * stride;
        if (words[at] == number) {
            words[at + SPEED] = -nanos;
        }
    }

    /** Records a decision's answer: that it served its call, and the time per token from its first token to its end. */
    void ended(long number, long nanos, int tokens) {
        int at = (int) (number & mask) * stride;
        if (words[at] != number) {
            return;
        }
        long link = words[at + LINK];
        if (link < 0) {
            int call = (int) (~link & mask) * stride;
            if (words[call] == ~link) {
                words[call + LINK] = number;
            }
        }
        long first = words[at + SPEED];
        if (first < 0) {
            words[at + SPEED] = tokens > 1 ? Math.max(0, (nanos + first) / (tokens - 1)) : 0;
        }
    }

    /** Returns the nanoseconds per token of a decision's answer; 0 if unknown. */
    long perToken(long number) {
        int at = (int) (number & mask) * stride;
        return words[at] == number ? Math.max(0, words[at + SPEED]) : 0;
    }

    /** Returns the decision that served a call: that of a further attempt if the first one failed. */
    long served(long number) {
        int at = (int) (number & mask) * stride;
        if (number < 0 || words[at] != number) {
            return number;
        }
        long link = words[at + LINK];
        return link < 0 ? number : link;
    }

    /** Returns a decision; null if it is unknown. */
    @Nullable
    Draw read(long number) {
        int at = (int) (number & mask) * stride;
        if (number < 0 || words[at] != number) {
            return null;
        }
        long[] copy = Arrays.copyOfRange(words, at, at + stride);
        long facts = copy[FACTS] & FACTS_MASK;
        long check = 0;
        for (int i = HEADER; i < stride; i++) {
            check = with(check, copy[i]);
        }
        if (copy[0] != number || copy[FACTS] != (facts | check(check, number, copy[SESSION], facts) << CHECK_SHIFT)) {
            return null;
        }
        float[] probabilities = new float[members];
        for (int m = 0; m < members; m++) {
            long pair = copy[HEADER + (m >> 1)];
            probabilities[m] = Float.intBitsToFloat((int) ((m & 1) == 0 ? pair : pair >>> 32));
        }
        int chosen = (int) facts & MEMBER_MASK;
        if (chosen >= members) {
            return null;
        }
        return new Draw(
                (int) (facts >>> POOL_SHIFT),
                (int) (facts >>> SHAPE_SHIFT) & 15,
                (int) (facts >>> TAG_SHIFT) & TAG_MASK,
                probabilities,
                chosen,
                (facts & EXACT) != 0,
                copy[SESSION],
                (facts & FIRST) != 0);
    }
}
