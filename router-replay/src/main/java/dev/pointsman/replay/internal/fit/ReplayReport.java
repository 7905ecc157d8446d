package dev.pointsman.replay.internal.fit;

import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Report of replays: the fitted models, the logged result, and a row for each policy.
 *
 * @param fitted the world
 * @param strategies the log's own strategies by goal
 * @param seed seed of each replay
 * @param out output of the report
 * @param progress output of one line before each replay
 */
record ReplayReport(
        FittedWorld fitted, Map<String, RoutingStrategy> strategies, long seed, PrintStream out, PrintStream progress) {

    void print(List<RoutingStrategy> policies) {
        String goal = fitted.mainGoal();
        out.printf(
                "%,d calls in %,.0f s, most of them with the goal %s%n%n",
                fitted.figures().calls(), fitted.world().seconds(), goal);
        ReplayTable table = new ReplayTable(out);
        table.models(fitted);
        table.head();
        table.row(fitted.figures());
        progress.println("replaying the log's own policy");
        ReplayResult same = fitted.replay("its own, replayed", strategies, seed);
        table.row(same);
        for (RoutingStrategy policy : policies) {
            progress.println("replaying " + policy.name());
            Map<String, RoutingStrategy> changed = new HashMap<>(strategies);
            changed.put(goal, policy);
            table.row(fitted.replay(policy.name(), changed, seed));
        }
        out.printf("%n%s%n", ReplayFidelity.of(fitted.figures(), same.figures()));
    }
}
