package dev.pointsman.file;

import dev.pointsman.state.CallQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** State of a call in the file, apart from its bytes. Used by the file's thread. */
final class WaitingCall {
    private static final int FIELDS = 6;

    final String name;
    final long added;
    Phase phase = Phase.WAITING;
    long expires;
    long next; // time from which it may be claimed; of a running call, the end of its lease
    int runs;
    int lost;

    /** Phase of a call. */
    enum Phase {
        WAITING(0),
        RUNNING(1),
        /** Removed while it was running. */
        REMOVED(2),
        DONE(3);

        private final long code; // in the file

        Phase(long code) {
            this.code = code;
        }

        private static Phase of(long code) {
            for (Phase phase : values()) {
                if (phase.code == code) {
                    return phase;
                }
            }
            throw new IllegalArgumentException("phase: " + code + " (expected: 0 to 3)");
        }
    }

    WaitingCall(String name, long added, long expires) {
        this.name = name;
        this.added = added;
        this.expires = expires;
        this.next = added;
    }

    /** Returns a kept call; null if the file is of another version. A running one was lost with its process. */
    static @Nullable WaitingCall of(String name, long[] kept) {
        if (kept.length < FIELDS) {
            return null;
        }
        WaitingCall call = new WaitingCall(name, kept[0], kept[1]);
        call.phase = Phase.of(kept[2]);
        call.next = call.phase == Phase.WAITING ? kept[3] : call.added;
        call.runs = (int) kept[4];
        call.lost = (int) kept[5];
        return call;
    }

    long[] toArray() {
        return new long[] {added, expires, phase.code, next, runs, lost};
    }

    boolean isUnfinished() {
        return phase == Phase.WAITING || phase == Phase.RUNNING;
    }

    boolean isClaimed() {
        return phase == Phase.RUNNING || phase == Phase.REMOVED;
    }

    void claim(long now, Duration lease) {
        lost += phase == Phase.RUNNING ? 1 : 0;
        phase = Phase.RUNNING;
        runs++;
        next = now + lease.toMillis();
    }

    void end(CallQueue.End end, long now) {
        if (end.result() == null) {
            phase = Phase.WAITING;
            next = now + end.time().toMillis();
        } else {
            phase = Phase.DONE;
            expires = now + end.time().toMillis();
        }
    }
}
