package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.DecisionLogAnalysis;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A policy, in the words that a policy's file and a gateway's configuration have in common.
 *
 * @param name its name
 * @param latency how much time matters
 * @param cost how much money matters
 * @param floor the share of calls spread evenly
 */
record Wanted(String name, double latency, double cost, double floor) {
    /** The goal of the gateway's pool, whose weights are what is changed. */
    private static final String GOAL = "balanced";

    static Wanted balanced(double cost, double floor) {
        return new Wanted(String.format(Locale.ROOT, "%s, cost %.2f", GOAL, cost), 1, cost, floor);
    }

    RoutingStrategy strategy(Path folder) throws IOException {
        Path file = folder.resolve(fileName() + ".yaml");
        Files.writeString(file, "name: \"" + name + "\"\n" + weights(""));
        return DecisionLogAnalysis.readPolicy(file);
    }

    /** Returns the gateway's configuration with this policy and the decision log. */
    String configuration(Path log) {
        return "pointsman:\n  goals:\n    " + GOAL + ":\n" + weights("      ")
                + "  decision-log:\n    enabled: true\n    path: \"" + log + "\"\n    policy: \"" + name + "\"\n";
    }

    String fileName() {
        return name.replace(", ", "-").replace(' ', '-');
    }

    private String weights(String indent) {
        return String.format(
                Locale.ROOT, "%1$slatency: %2$s%n%1$scost: %3$s%n%1$sfloor: %4$s%n", indent, latency, cost, floor);
    }
}
