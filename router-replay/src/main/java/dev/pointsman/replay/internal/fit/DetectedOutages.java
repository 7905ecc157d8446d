package dev.pointsman.replay.internal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Usual failure rate of a provider, and its outages.
 *
 * <p>A minute belongs to an outage if its failures exceed what chance explains. Minutes close together form one outage,
 * since a router sends only rare trials to a failing provider.
 *
 * @param errorRate failure rate outside of outages, 0 to 1
 * @param phases the outages
 */
record DetectedOutages(double errorRate, List<FittedPhase> phases) {
    private static final double NO_CHANCE = 1e-4;
    private static final double LEAST_RATE = .1;
    private static final int LEAST_FAILURES = 2;
    private static final double LEAST_ERROR_RATE = 1e-3; // for what is chance: a provider that never failed may yet
    private static final int ROUNDS = 3;
    private static final int LONGEST_GAP = 3; // minutes
    private static final double NEARLY_ALL = .8;
    private static final int WELL_KNOWN = 5; // attempts
    private static final double HALF = .5; // of the few attempts that a breaker lets through

    static DetectedOutages of(NavigableMap<Integer, AttemptCounts> minutes) {
        double usual = LEAST_ERROR_RATE;
        List<NavigableMap<Integer, AttemptCounts>> found = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            found = find(minutes, Math.max(usual, LEAST_ERROR_RATE));
            usual = rateOutside(minutes, found);
        }
        double errorRate = usual;
        return new DetectedOutages(
                errorRate,
                found.stream().map(trouble -> phase(trouble, errorRate)).toList());
    }

    private static List<NavigableMap<Integer, AttemptCounts>> find(
            NavigableMap<Integer, AttemptCounts> minutes, double usual) {
        List<NavigableMap<Integer, AttemptCounts>> found = new ArrayList<>();
        NavigableMap<Integer, AttemptCounts> current = new TreeMap<>();
        NavigableMap<Integer, AttemptCounts> gap = new TreeMap<>();
        for (Map.Entry<Integer, AttemptCounts> minute : minutes.entrySet()) {
            AttemptCounts tally = minute.getValue();
            if (!current.isEmpty() && minute.getKey() - current.lastKey() > LONGEST_GAP) {
                found.add(current);
                current = new TreeMap<>();
            }
            boolean goesOn = !current.isEmpty() && tally.rate() >= HALF;
            if (goesOn || isTrouble(tally, usual)) {
                if (!current.isEmpty()) {
                    current.putAll(gap);
                }
                current.put(minute.getKey(), tally);
                gap.clear();
            } else if (tally.attempts() >= WELL_KNOWN && tally.rate() < LEAST_RATE && !current.isEmpty()) {
                found.add(current); // it serves: the outage is over
                current = new TreeMap<>();
                gap.clear();
            } else if (!current.isEmpty()) {
                gap.put(minute.getKey(), tally);
            }
        }
        if (!current.isEmpty()) {
            found.add(current);
        }
        return found;
    }

    private static boolean isTrouble(AttemptCounts tally, double usual) {
        return tally.failures() >= LEAST_FAILURES
                && tally.rate() >= LEAST_RATE
                && 1 - new BinomialDistribution(tally.attempts(), usual).cumulativeProbability(tally.failures() - 1)
                        < NO_CHANCE;
    }

    private static double rateOutside(
            NavigableMap<Integer, AttemptCounts> minutes, List<NavigableMap<Integer, AttemptCounts>> troubles) {
        AttemptCounts outside = new AttemptCounts();
        minutes.forEach((minute, tally) -> {
            if (troubles.stream().noneMatch(trouble -> trouble.containsKey(minute))) {
                outside.add(tally);
            }
        });
        return outside.rate();
    }

    private static FittedPhase phase(NavigableMap<Integer, AttemptCounts> trouble, double usual) {
        AttemptCounts whole = sum(trouble);
        AttemptCounts inner = trouble.size() < LONGEST_GAP
                ? whole
                : sum(trouble.subMap(trouble.firstKey(), false, trouble.lastKey(), false));
        double rate = (inner.attempts() == 0 ? whole : inner).rate();
        boolean silent = rate >= NEARLY_ALL && whole.timeouts() >= NEARLY_ALL * whole.failures();
        // It ended somewhere between the last failure and the next one that did not come.
        double gap = (whole.lastFailure() - whole.firstFailure()) / Math.max(1, whole.failures() - 1);
        double until = Math.max(whole.lastFailure() + gap / 2, whole.firstFailure() + 1);
        return silent
                ? FittedPhase.silent(whole.firstFailure(), until)
                : FittedPhase.failing(whole.firstFailure(), until, Math.max(0, (rate - usual) / (1 - usual)));
    }

    private static AttemptCounts sum(Map<Integer, AttemptCounts> minutes) {
        AttemptCounts sum = new AttemptCounts();
        minutes.values().forEach(sum::add);
        return sum;
    }
}
