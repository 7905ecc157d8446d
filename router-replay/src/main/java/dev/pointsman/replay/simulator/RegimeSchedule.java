package dev.pointsman.replay.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What holds of a provider's phases, asked at times that never go back: only the phases under way are looked at, however
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

    /** How a provider fares that would fare so without its phases. */
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
