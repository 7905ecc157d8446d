package dev.pointsman.replay.simulator.session;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Runs every rule with every goal in worlds with several seeds, on all cores: each run is one thread's. */
final class SessionCampaign {
    private final List<SessionRule> rules;
    private final List<Long> seeds;
    private final PrintWriter progress;
    private final AtomicLong turns = new AtomicLong();

    SessionCampaign(List<SessionRule> rules, List<Long> seeds, PrintWriter progress) {
        this.rules = rules;
        this.seeds = seeds;
        this.progress = progress;
    }

    /** Returns the cells of all rules and goals in the worlds, world by world. */
    SessionCells run(List<SessionWorld> worlds) {
        return new SessionCells(worlds.parallelStream().flatMap(this::run).toList());
    }

    /** Returns the number of simulated turns until now. */
    long turns() {
        return turns.get();
    }

    private Stream<SessionCell> run(SessionWorld world) {
        Map<String, List<SessionCell.Compared>> runs = new LinkedHashMap<>();
        for (long seed : seeds) {
            Map<String, SessionResult> known = new HashMap<>();
            for (SessionGoal goal : SessionGoal.values()) {
                compare(world, seed, goal, known)
                        .forEach((rule, run) -> runs.computeIfAbsent(key(rule, goal), k -> new ArrayList<>())
                                .add(run));
            }
        }
        progress.println(world.name());
        progress.flush();
        return rules.stream()
                .map(SessionRule::name)
                .flatMap(rule -> Stream.of(SessionGoal.values())
                        .map(goal -> SessionCell.of(rule, goal, runs.getOrDefault(key(rule, goal), List.of()))));
    }

    private static String key(String rule, SessionGoal goal) {
        return goal + " " + rule;
    }

    /** Runs all rules, and compares them with the oracles. */
    private Map<String, SessionCell.Compared> compare(
            SessionWorld world, long seed, SessionGoal goal, Map<String, SessionResult> known) {
        double best = Double.POSITIVE_INFINITY;
        long pinned = 0;
        for (SessionRule rule : SessionRule.ALL) {
            if (rule.isOracle()) {
                SessionResult result = run(rule, world, seed, goal, known);
                best = Math.min(best, result.loss(goal.weights()));
                pinned = rule.oracle() == SessionOracle.PINNED ? result.cachedTokens() : pinned;
            }
        }
        Map<String, SessionCell.Compared> compared = new LinkedHashMap<>();
        for (SessionRule rule : rules) {
            compared.put(rule.name(), new SessionCell.Compared(run(rule, world, seed, goal, known), best, pinned));
        }
        return compared;
    }

    /** Runs a rule unless it was run; a strategy that has no goal is run once for all. */
    private SessionResult run(
            SessionRule rule, SessionWorld world, long seed, SessionGoal goal, Map<String, SessionResult> known) {
        return known.computeIfAbsent(rule.key(goal), key -> {
            SessionResult result = rule.run(world, seed, goal);
            turns.addAndGet(result.turns());
            return result;
        });
    }
}
