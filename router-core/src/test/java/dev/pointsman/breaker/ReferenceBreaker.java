package dev.pointsman.breaker;

import java.util.ArrayList;
import java.util.List;

/**
 * The breaker written plainly: every outcome since the last trip and every call on the way back is kept in a list, and
 * each answer is computed from them anew. Knows no Failsafe, no slices, no decayed sums.
 */
final class ReferenceBreaker {
    private record Outcome(long at, boolean failed, boolean slow) {}

    /** Calls known to have begun by a time. */
    private record Known(long at, long begun) {}

    /** So many calls begun before a failure at a time and after the one before it, {@code passed} ago. */
    private record Arrived(long at, double calls, double passed) {}

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
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Call> placed = new ArrayList<>();
    final List<String> transitions = new ArrayList<>();
    BreakerState state = BreakerState.CLOSED;
    private final List<Known> known = new ArrayList<>();
    private final List<Arrived> arrived = new ArrayList<>();
    private int forgotten; // so many arrivals are of before the last trip
    private double lastOrder;
    private boolean isOrderKnown = true;
    private boolean isSeen;
    private long since;
    private long failedAt;
    private final List<Double> row = new ArrayList<>(); // the orders of the failures in a row
    private double score;
    private double usualErrors;
    private boolean paused;
    private long rowBegan;
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
        if (failed && begun >= 0) {
            if (known.isEmpty()) {
                known.add(new Known(call.start, 1));
            }
            known.add(new Known(now, begun));
        }
        if (call.epoch != epoch) {
            return;
        }
        switch (state) {
            case CLOSED -> {
                if (!isSeen) {
                    isSeen = true;
                    since = now;
                    failedAt = now;
                }
                if (failed) {
                    failed(call.answering, begun < 0 ? -1 : order(call.start), now);
                } else {
                    if (!row.isEmpty() && call.start - rowBegan >= 0) {
                        row.clear();
                    }
                    if (known.isEmpty()) {
                        known.add(new Known(now, 1));
                    }
                }
                outcomes.add(new Outcome(now, failed, slow));
                if ((failed && isDown(now)) || isFailing(now) || (slow && spare && isSlow(now))) {
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
        if (call.epoch == epoch && !row.isEmpty() && call.start - rowBegan >= 0) {
            paused = true;
        }
    }

    /** Looks through all that is known, from the beginning. */
    private double order(long time) {
        double order = known.get(Math.max(0, known.size() - 32)).begun; // what is older is forgotten
        for (int i = Math.max(0, known.size() - 32); i < known.size(); i++) {
            Known at = known.get(i);
            if (time - at.at >= 0) {
                order = at.begun;
                if (i + 1 < known.size() && known.get(i + 1).at - at.at > 0) {
                    Known next = known.get(i + 1);
                    order += (double) (time - at.at) / (next.at - at.at) * (next.begun - at.begun);
                }
            }
        }
        return order;
    }

    private void failed(boolean answering, double order, long now) {
        if (paused && !answering) {
            row.clear();
        }
        paused = false;
        double others = row.isEmpty() ? 0 : Math.floor(Math.max(0, order - last(row) - 1));
        score -= others * Math.log((1 - usualErrors) / .25) / Math.log(.75 / usualErrors);
        if (row.isEmpty() || score <= 0) {
            row.clear();
            usualErrors = errorRate(now);
            rowBegan = now;
            score = 0;
        }
        row.add(order);
        score++;

        double more = order < 0 || !isOrderKnown ? 1 : Math.max(0, order - lastOrder);
        arrived.add(new Arrived(now, more, now - failedAt));
        if (order >= 0) {
            lastOrder = isOrderKnown ? Math.max(lastOrder, order) : order;
            isOrderKnown = true;
        }
        failedAt = now;
    }

    private static double last(List<Double> orders) {
        return orders.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private double errorRate(long now) {
        double calls = 40;
        double failures = 2;
        for (Arrived each : arrived) {
            double weight =
                    Math.exp(-(double) (now - each.at) / 20 / config.window().toNanos());
            calls += weight * each.calls;
            failures += weight;
        }
        return Math.min(.3, Math.max(.05, failures / calls));
    }

    private boolean isDown(long now) {
        double window = config.window().toNanos();
        double seconds = Math.min(window, Math.max(10e9, (double) (now - since))) * 1e-9;
        double threshold = Math.log(Math.max(1, 3600 * Math.max(begun(0, now), calls(now)) / seconds));
        int asked = config.consecutiveFailures();
        int byChance = 1 + (int) Math.floor(threshold / Math.log(.75 / usualErrors));
        int needed = asked < 3 ? Math.max(asked, byChance - 3 + asked) : Math.max(asked, byChance);
        return row.size() >= config.trafficShare() * calls(now) && score >= needed;
    }

    /** Calls begun before those that failed, faded: those between two failures came evenly. */
    private double begun(int from, long now) {
        double window = config.window().toNanos();
        double begun = 0;
        for (Arrived each : arrived.subList(from, arrived.size())) {
            double evenly = each.passed == 0 ? 1 : (1 - Math.exp(-each.passed / window)) / (each.passed / window);
            begun += each.calls * evenly * Math.exp(-(double) (now - each.at) / window);
        }
        return begun;
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
            outcomes.clear();
            row.clear();
            forgotten = arrived.size();
            isOrderKnown = false;
            placed.clear();
        }
        if (next == BreakerState.CLOSED) {
            unanswered = false;
            advances = 0;
        }
    }

    private boolean isFailing(long now) {
        double failures = weigh(outcomes.stream().filter(Outcome::failed).toList(), now);
        return calls(now) >= config.minimumCalls()
                && failures >= config.failureRate() * Math.max(calls(now), begun(forgotten, now));
    }

    private boolean isSlow(long now) {
        double slow = weigh(outcomes.stream().filter(Outcome::slow).toList(), now);
        return calls(now) >= config.minimumCalls() && slow >= config.slowRate() * calls(now);
    }

    private double calls(long now) {
        return weigh(outcomes, now);
    }

    private double weigh(List<Outcome> which, long now) {
        double weight = 0;
        for (Outcome outcome : which) {
            weight += Math.exp(
                    -(double) (now - outcome.at) / (double) config.window().toNanos());
        }
        return weight;
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
