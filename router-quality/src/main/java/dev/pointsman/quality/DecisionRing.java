package dev.pointsman.quality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The last decisions with their probabilities, each in a few words of one array: written by the threads of calls without
 * a lock or an allocation, read by the thread of the tests. A decision that was overwritten is unknown.
 */
final class DecisionRing {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int HEADER = 5; // number, session, facts, speed, link
    private static final long BUSY = -1;
    private static final long EMPTY = -2;
    private static final int POOL_SHIFT = 16;
    private static final int SHAPE_SHIFT = 12;
    private static final int MEMBER_MASK = 63;
    private static final int EXACT = 1 << 6;
    private static final int FIRST = 1 << 7;
    private static final int SPEED = 3;
    private static final int LINK = 4; // the decision that served the call; of a further attempt the inverted call

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
     * Returns the start of a decision's words, for writing until {@link #end}; negative if another thread, delayed by a
     * whole round, is still writing there.
     */
    int begin(long number) {
        int at = (int) (number & mask) * stride;
        long before = (long) WORDS.getOpaque(words, at);
        if (before == BUSY || !WORDS.compareAndSet(words, at, before, BUSY)) {
            return -1;
        }
        for (int i = at + HEADER; i < at + stride; i++) {
            words[i] = 0;
        }
        return at;
    }

    void probability(int at, int member, float probability) {
        if (member < members) {
            int index = at + HEADER + (member >> 1);
            long bits = Float.floatToRawIntBits(probability) & 0xFFFFFFFFL;
            words[index] |= (member & 1) == 0 ? bits : bits << 32;
        }
    }

    /** Ends the writing of a decision; its call is the number of the call's first decision. */
    void end(
            int at,
            long number,
            long call,
            long session,
            int pool,
            int shape,
            int chosen,
            boolean exact,
            boolean first) {
        words[at + 1] = session;
        words[at + 2] = (long) pool << POOL_SHIFT
                | (long) shape << SHAPE_SHIFT
                | (exact ? EXACT : 0)
                | (first ? FIRST : 0)
                | Math.min(chosen, MEMBER_MASK);
        words[at + SPEED] = 0;
        words[at + LINK] = call == number ? number : ~call;
        WORDS.setRelease(words, at, number);
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
        long value = words[at + SPEED];
        return (long) WORDS.getAcquire(words, at) == number ? Math.max(0, value) : 0;
    }

    /** Returns the decision that served a call: that of a further attempt if the first one failed. */
    long served(long number) {
        int at = (int) (number & mask) * stride;
        if (number < 0 || (long) WORDS.getAcquire(words, at) != number) {
            return number;
        }
        long link = words[at + LINK];
        return link < 0 ? number : link;
    }

    /** Returns a decision; null if it is unknown. */
    @Nullable
    Draw read(long number) {
        int at = (int) (number & mask) * stride;
        if (number < 0 || (long) WORDS.getAcquire(words, at) != number) {
            return null;
        }
        long facts = words[at + 2];
        long session = words[at + 1];
        float[] probabilities = new float[members];
        for (int m = 0; m < members; m++) {
            long pair = words[at + HEADER + (m >> 1)];
            probabilities[m] = Float.intBitsToFloat((int) ((m & 1) == 0 ? pair : pair >>> 32));
        }
        VarHandle.loadLoadFence();
        int chosen = (int) facts & MEMBER_MASK;
        if ((long) WORDS.getOpaque(words, at) != number || chosen >= members) {
            return null;
        }
        return new Draw(
                (int) (facts >>> POOL_SHIFT),
                (int) (facts >>> SHAPE_SHIFT) & 15,
                probabilities,
                chosen,
                (facts & EXACT) != 0,
                session,
                (facts & FIRST) != 0);
    }
}
