package dev.pointsman.replay.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Regimes of a provider's phases by time, queried at non-decreasing times: only the active phases are examined, however
 * many there are. Not safe for several threads.
 */
final class RegimeSchedule {
    private final List<Phase> phases;
    private final List<Phase> current = new ArrayList<>();
    private int next;

    RegimeSchedule(List<Phase> phases) {
        this.phases =
                phases.stream().sorted(Comparator.comparingDouble(Phase::from)).toList();
    }

    /** Returns the regime at a time, given the one that would apply without phases. */
    Regime at(double now, Regime without) {
        while (next < phases.size() && phases.get(next).from() <= now) {
            current.add(phases.get(next++));
        }
        Regime regime = without;
        for (int i = current.size() - 1; i >= 0; i--) {
            if (current.get(i).covers(now)) {
                regime = regime.and(current.get(i).at(now));
            } else {
                current.remove(i);
            }
        }
        return regime;
    }
}
