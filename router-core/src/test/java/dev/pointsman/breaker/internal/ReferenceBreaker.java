package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import java.util.ArrayList;
import java.util.List;

/**
 * Reference model of the breaker's states and permits: every call on the way back is kept in a list, and each answer is
 * computed from it anew, without Failsafe. {@link ReferenceEvidence} decides when it trips.
 */
final class ReferenceBreaker {
    static final class Call {
        final long start;
        final int epoch;
        final boolean counted;
        boolean ended;
        boolean answering;

        Call(long start, int epoch, boolean counted) {
            this.start = start;
            this.epoch = epoch;
            this.counted = counted;
        }
    }

    private final BreakerConfig config;
    private final ReferenceEvidence evidence;
    private final List<Call> placed = new ArrayList<>();
    final List<String> transitions = new ArrayList<>();
    BreakerState state = BreakerState.CLOSED;
    int epoch;
    int stage;
    int trips;
    long openUntil;
    private long trippedAt;
    private boolean unanswered;
    private int advances;
    boolean spare = true;
    private long firstPlaceAt;
    private long openFor;
    private final List<Call> besides = new ArrayList<>();

    ReferenceBreaker(BreakerConfig config) {
        this.config = config;
        this.evidence = new ReferenceEvidence(config);
    }

    boolean admits(long now) {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> now - openUntil >= 0;
            case HALF_OPEN, RAMP -> taken(now) < config.ramp().get(stage);
        };
    }

    Call acquire(long now) {
        if (state == BreakerState.OPEN) {
            epoch++;
            placed.clear();
            stage = 0;
            enter(BreakerState.HALF_OPEN);
        } else if (state == BreakerState.HALF_OPEN && !placed.isEmpty()) {
            epoch++; // the trial before was given back or forgotten: what it still says does not count
        }
        Call call = new Call(now, epoch, state != BreakerState.CLOSED);
        if (call.counted) {
            if (placed.isEmpty()) {
                firstPlaceAt = now;
            }
            placed.add(call);
        }
        return call;
    }

    /** Admitted though the breaker does not admit it, and beside the places. */
    Call lastResort(long now) {
        return new Call(now, epoch, false);
    }

    boolean admitsBeside(long now) {
        return switch (state) {
            case CLOSED, RAMP -> false;
            case HALF_OPEN -> taken(now) == 0;
            case OPEN -> now - openUntil >= 0 || isBetween(now);
        };
    }

    /** At a quarter of the open time since the trip and the last one, and not while one of up to 10 s is under way. */
    private boolean isBetween(long now) {
        long distance = Math.min(5_000_000_000L, Math.max(2_000_000_000L, openFor / 4));
        if (now - trippedAt < distance || besides.isEmpty()) {
            return now - trippedAt >= distance;
        }
        long slice = 10_000_000_000L / 16;
        long origin = besides.get(0).start;
        return now - besides.get(besides.size() - 1).start >= distance
                && besides.stream()
                        .noneMatch(call -> !call.ended
                                && Math.floorDiv(now - origin, slice) - Math.floorDiv(call.start - origin, slice)
                                        <= 16);
    }

    Call acquireBeside(long now) {
        if (admits(now)) {
            return acquire(now);
        }
        Call call = new Call(now, epoch, false);
        besides.add(call);
        return call;
    }

    void checked(boolean answered, long now) {
        if (state != BreakerState.OPEN) {
            return;
        }
        boolean due = answered && unanswered && advances < 3;
        unanswered = !answered;
        if (due) {
            advances++;
            openUntil = Math.min(openUntil, now);
        } else if (answered) {
            long share = Math.max(
                    config.openAtMost().toNanos() * 2 / 5, config.openFor().toNanos());
            openUntil = Math.min(openUntil, trippedAt + share);
        }
    }

    void end(Call call, boolean failed, boolean slow, long begun, long now) {
        call.ended = true;
        evidence.ended(call, failed, begun, now);
        if (call.epoch != epoch) {
            return;
        }
        switch (state) {
            case CLOSED -> {
                if (evidence.isEnough(call, failed, slow, spare, begun, now)) {
                    trip(now);
                }
            }
            case HALF_OPEN, RAMP -> {
                if (!failed && (!slow || !spare)) {
                    stage++;
                    advance();
                } else if (call.counted) {
                    trip(now);
                }
            }
            case OPEN -> {
                if (!failed && (!slow || !spare)) {
                    epoch++;
                    placed.clear();
                    stage = 1;
                    advance();
                }
            }
        }
    }

    void firstToken(Call call) {
        call.answering = true;
        if (call.epoch == epoch) {
            evidence.firstToken(call);
        }
    }

    void giveBack(Call call) {
        call.ended = true;
    }

    void reset() {
        epoch++;
        trips = 0;
        enter(BreakerState.CLOSED);
    }

    private void advance() {
        boolean more = stage < config.ramp().size();
        enter(more ? BreakerState.RAMP : BreakerState.CLOSED);
        trips = more ? trips : 0;
    }

    private void trip(long now) {
        double open = (double) config.openFor().toNanos();
        for (int i = 0; i < trips; i++) {
            open = Math.min(2 * open, (double) config.openAtMost().toNanos());
        }
        trips++;
        epoch++;
        trippedAt = now;
        openFor = (long) open;
        openUntil = now + openFor;
        enter(BreakerState.OPEN);
    }

    private void enter(BreakerState next) {
        if (next != state) {
            transitions.add(state + ">" + next);
            state = next;
        }
        if (next == BreakerState.CLOSED || next == BreakerState.OPEN) {
            evidence.forget();
            placed.clear();
        }
        if (next == BreakerState.CLOSED) {
            unanswered = false;
            advances = 0;
        }
    }

    /** A permit that is not released is free again after the limit, up to a sixteenth of it later. */
    private long taken(long now) {
        long slice = config.trialLimit().toNanos() / 16;
        return placed.stream()
                .filter(call -> !call.ended && call.epoch == epoch)
                .filter(call ->
                        Math.floorDiv(now - firstPlaceAt, slice) - Math.floorDiv(call.start - firstPlaceAt, slice)
                                <= 16)
                .count();
    }
}
