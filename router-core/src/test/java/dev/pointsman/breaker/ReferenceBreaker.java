package dev.pointsman.breaker;

import java.util.ArrayList;
import java.util.List;

/**
 * The breaker written plainly: every outcome since the last trip and every call on the way back is kept in a list, and
 * each answer is computed from them anew. Knows no Failsafe, no slices, no decayed sums.
 */
final class ReferenceBreaker {
    private record Outcome(long at, boolean failed, boolean slow) {}

    static final class Call {
        final long start;
        final int epoch;
        final boolean counted;
        boolean ended;

        Call(long start, int epoch, boolean counted) {
            this.start = start;
            this.epoch = epoch;
            this.counted = counted;
        }
    }

    private final BreakerConfig config;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Call> placed = new ArrayList<>();
    final List<String> transitions = new ArrayList<>();
    BreakerState state = BreakerState.CLOSED;
    int failuresInARow;
    long rowBegan;
    int epoch;
    int stage;
    int trips;
    long openUntil;
    private long trippedAt;
    private boolean unanswered;
    private int advances;
    private long firstPlaceAt;

    ReferenceBreaker(BreakerConfig config) {
        this.config = config;
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
            long half =
                    Math.max(config.openAtMost().toNanos() / 2, config.openFor().toNanos());
            openUntil = Math.min(openUntil, trippedAt + half);
        }
    }

    void end(Call call, boolean failed, boolean slow, long now) {
        call.ended = true;
        if (call.epoch != epoch) {
            return;
        }
        switch (state) {
            case CLOSED -> {
                outcomes.add(new Outcome(now, failed, slow));
                if (failed && failuresInARow++ == 0) {
                    rowBegan = now;
                } else if (!failed && failuresInARow > 0 && call.start - rowBegan >= 0) {
                    failuresInARow = 0;
                }
                boolean tooMany =
                        failuresInARow >= Math.max(config.consecutiveFailures(), config.trafficShare() * calls(now));
                if ((failed && tooMany) || isBad(now)) {
                    trip(now);
                }
            }
            case HALF_OPEN, RAMP -> {
                if (!failed && !slow) {
                    stage++;
                    advance();
                } else if (call.counted) {
                    trip(now);
                }
            }
            case OPEN -> {
                if (!failed && !slow) {
                    epoch++;
                    placed.clear();
                    stage = 1;
                    advance();
                }
            }
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
        openUntil = now + (long) open;
        enter(BreakerState.OPEN);
    }

    private void enter(BreakerState next) {
        if (next != state) {
            transitions.add(state + ">" + next);
            state = next;
        }
        if (next == BreakerState.CLOSED || next == BreakerState.OPEN) {
            outcomes.clear();
            failuresInARow = 0;
            placed.clear();
        }
        if (next == BreakerState.CLOSED) {
            unanswered = false;
            advances = 0;
        }
    }

    private boolean isBad(long now) {
        double calls = 0;
        double failures = 0;
        double slow = 0;
        for (Outcome outcome : outcomes) {
            double weight = Math.exp(
                    -(double) (now - outcome.at) / (double) config.window().toNanos());
            calls += weight;
            failures += outcome.failed ? weight : 0;
            slow += outcome.slow ? weight : 0;
        }
        return calls >= config.minimumCalls()
                && (failures >= config.failureRate() * calls || slow >= config.slowRate() * calls);
    }

    private double calls(long now) {
        double calls = 0;
        for (Outcome outcome : outcomes) {
            calls += Math.exp(
                    -(double) (now - outcome.at) / (double) config.window().toNanos());
        }
        return calls;
    }

    /** A place that nobody gives back is free again after the limit, up to a sixteenth of it later. */
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
