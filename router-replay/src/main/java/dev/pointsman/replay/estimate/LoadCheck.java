package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * Would the policy send a model more calls than it has been seen to stand?
 *
 * <p>The log tells how a call fares under the load that there was. A policy that moves many calls moves the load with
 * them, and no weight knows of that. By Little's law a model's calls in flight change by rate times change of share times
 * latency. Where that is a marked rise, and the sum with one standard deviation of Poisson calls exceeds the capacity the
 * router had learned, the log can't know. A peak counts: one part in twenty of the calls is enough.
 */
final class LoadCheck {
    private static final double MARKED = 1.1;
    private static final double MOST_OVERLOADED = .05;
    private static final int LEAST_ROWS = 30; // fewer say nothing about a rate

    private LoadCheck() {}

    /** What is wrong, for a person; empty if nothing is. */
    static String overload(List<Block> blocks, List<String> models) {
        String worst = "";
        double most = 0;
        for (int model = 0; model < models.size(); model++) {
            double rows = 0;
            double overloaded = 0;
            double expected = 0;
            double capacity = 0;
            for (Block block : blocks) {
                if (block.rows() < LEAST_ROWS || model >= block.loads().size()) {
                    continue;
                }
                rows += block.rows();
                Load load = block.loads().get(model);
                double inFlight = expectedInFlight(block, load);
                if (isOver(load, inFlight)) {
                    overloaded += block.rows();
                    expected += block.rows() * inFlight;
                    capacity += block.rows() * load.meanCapacity();
                }
            }
            if (overloaded > MOST_OVERLOADED * rows && expected / capacity > most) {
                most = expected / capacity;
                worst = String.format(
                        "%s: %.1f calls in flight (expected: <= %.1f, its learned capacity, with room for chance)",
                        models.get(model), expected / overloaded, capacity / overloaded);
            }
        }
        return worst;
    }

    private static double expectedInFlight(Block block, Load load) {
        double moved = (load.target() - load.logged()) / block.rows();
        return Math.max(0, load.meanInFlight() + block.ratePerRouter() * moved * load.meanLatency());
    }

    private static boolean isOver(Load load, double inFlight) {
        return inFlight > MARKED * load.meanInFlight() && inFlight + Math.sqrt(inFlight) > load.meanCapacity();
    }
}
