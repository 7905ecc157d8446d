package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * Would the policy send a model more calls than it has been seen to stand?
 *
 * <p>The log tells how a call fares under the load that there was. A policy that moves many calls moves the load with
 * them, and no weight knows of that. By Little's law a model's calls in flight change by rate times change of share times
 * latency. Where that is a marked rise and the sum exceeds the capacity the router had learned, the log can't know.
 *
 * <p>Calls come in bunches, so there must be room for one standard deviation of Poisson calls besides; but not for a policy
 * that sends hardly more calls to a model that is full than the logged one did, for that one was seen to hold.
 *
 * <p>A peak counts: one part in twenty of the calls is enough.
 */
final class LoadCheck {
    private static final double MARKED = 1.1;
    private static final double MOST_OVERLOADED = .05;
    private static final double NO_MORE = 1.5;
    private static final int LEAST_BUSY = 10; // fewer rows say nothing about a full model
    private static final int LEAST_ROWS = 30; // fewer say nothing about a rate

    private final List<Block> blocks;
    private final int model;
    private final double room; // in standard deviations
    private double rows;
    private double overloaded;
    private double expected;
    private double capacity;

    private LoadCheck(List<Block> blocks, int model) {
        this.blocks = blocks;
        this.model = model;
        this.room = holdsBack() ? 0 : 1;
        for (Block block : blocks) {
            if (block.rows() >= LEAST_ROWS && model < block.loads().size()) {
                look(block, block.loads().get(model));
            }
        }
    }

    /** What is wrong, for a person; empty if nothing is. */
    static String overload(List<Block> blocks, List<String> models) {
        String worst = "";
        double most = 0;
        for (int model = 0; model < models.size(); model++) {
            LoadCheck check = new LoadCheck(blocks, model);
            if (check.overloaded > MOST_OVERLOADED * check.rows && check.expected / check.capacity > most) {
                most = check.expected / check.capacity;
                worst = check.describe(models.get(model));
            }
        }
        return worst;
    }

    /** Whether the policy is seen to send hardly more calls to the full model than the logged one. */
    private boolean holdsBack() {
        ModelLoad all = new ModelLoad();
        for (Block block : blocks) {
            if (model < block.loads().size()) {
                all.merge(block.loads().get(model));
            }
        }
        return all.busy() >= LEAST_BUSY && all.riseWhenBusy() <= NO_MORE;
    }

    private void look(Block block, ModelLoad load) {
        double moved = (load.target() - load.logged()) / block.rows();
        double inFlight = Math.max(0, load.meanInFlight() + block.ratePerRouter() * moved * load.meanLatency());
        rows += block.rows();
        if (inFlight > MARKED * load.meanInFlight() && withRoom(inFlight) > load.meanCapacity()) {
            overloaded += block.rows();
            expected += block.rows() * inFlight;
            capacity += block.rows() * load.meanCapacity();
        }
    }

    private double withRoom(double inFlight) {
        return inFlight + room * Math.sqrt(inFlight);
    }

    private String describe(String name) {
        double inFlight = expected / overloaded;
        return String.format(
                "%s: %.1f calls in flight%s (expected: <= %.1f, its learned capacity)",
                name,
                inFlight,
                room > 0 ? String.format(", by chance often %.1f", withRoom(inFlight)) : "",
                capacity / overloaded);
    }
}
