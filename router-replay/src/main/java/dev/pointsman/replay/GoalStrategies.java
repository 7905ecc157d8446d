package dev.pointsman.replay;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Strategies of a log's goals by name: the built-in ones, and custom ones from the option {@code --own}. Immutable. */
final class GoalStrategies {
    private static final String OPTION = "--own: ";

    private final Map<String, RoutingStrategy> all;
    private final Set<String> own;

    private GoalStrategies(Map<String, RoutingStrategy> all, Set<String> own) {
        this.all = Map.copyOf(all);
        this.own = own;
    }

    /**
     * Reads custom strategies.
     *
     * @param files a policy's file for each of them; the policy's name is the goal's
     * @return the built-in strategies with the custom ones, which replace those of the same name
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a value in a file is wrong, or two have the same name
     */
    static GoalStrategies of(List<Path> files) throws IOException {
        Map<String, RoutingStrategy> all = new HashMap<>(ModelRouter.builder().strategies());
        Set<String> own = new TreeSet<>();
        for (Path file : files) {
            RoutingStrategy strategy = PolicyFile.read(file);
            all.put(strategy.name(), strategy);
            if (!own.add(strategy.name())) {
                throw wrong(strategy.name(), "policies of different names");
            }
        }
        return new GoalStrategies(all, own);
    }

    /**
     * Returns all strategies.
     *
     * @return the strategies by the goal's name
     */
    Map<String, RoutingStrategy> all() {
        return all;
    }

    /**
     * Rejects a custom strategy of a goal that the log does not hold, which is most likely misspelt.
     *
     * @param goals the goals of the log
     * @throws IllegalArgumentException if there is one; the message names it and the goals
     */
    void requireOwnIn(Collection<String> goals) {
        for (String name : own) {
            if (!goals.contains(name)) {
                throw wrong(name, "one of " + new TreeSet<>(goals) + ", the goals of the log");
            }
        }
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(OPTION + name + " (expected: " + expected + ")");
    }
}
