package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Reference model of the evidence that trips a closed breaker: every outcome since the last trip and every failure is
 * kept in a list, and each answer is computed from them anew, without slices and decayed sums.
 */
final class ReferenceEvidence {
    private record Outcome(long at, boolean failed, boolean slow) {}

    /** Calls known to have begun by a time. */
    private record Known(long at, long begun) {}

    /** So many calls begun before a failure at a time and after the one before it, {@code passed} ago. */
    private record Arrived(long at, double calls, double passed) {}

    private final BreakerConfig config;
    private final List<Outcome> outcomes = new ArrayList<>();
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

    ReferenceEvidence(BreakerConfig config) {
        this.config = config;
    }

    /** Records how many calls had begun at the end of a call, whatever the breaker's state. */
    void ended(ReferenceBreaker.Call call, boolean failed, long begun, long now) {
        if (failed && begun >= 0) {
            if (known.isEmpty()) {
                known.add(new Known(call.start, 1));
            }
            known.add(new Known(now, begun));
        }
    }

    /** Records the end of a call of a closed breaker; returns whether the evidence is enough to trip. */
    boolean isEnough(ReferenceBreaker.Call call, boolean failed, boolean slow, boolean spare, long begun, long now) {
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
        return (failed && isDown(now)) || isFailing(now) || (slow && spare && isSlow(now));
    }

    void firstToken(ReferenceBreaker.Call call) {
        if (!row.isEmpty() && call.start - rowBegan >= 0) {
            paused = true;
        }
    }

    /** Forgets what was seen in the state that ends. */
    void forget() {
        outcomes.clear();
        row.clear();
        forgotten = arrived.size();
        isOrderKnown = false;
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
}
