package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Action that changes the goal of a pool, or the models or their order in a tier; values not given are unchanged. Every
 * operation served before must still be served by a model: a pool without models for it would look healthy.
 */
final class ChangePoolAction implements OperatorAction {
    private static final String TIERS = "primary, fallback, emergency";

    private final ModelRouter router;

    ChangePoolAction(ModelRouter router) {
        this.router = router;
    }

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public Runnable prepare(ActionParameters input) {
        List<Pool> pools = router.operations().pools();
        String name = input.name("pool", pools.stream().map(Pool::name).toList());
        String goal = input.nameOrNone("goal", new TreeSet<>(router.operations().goals()));
        Set<String> known =
                router.operations().models().stream().map(Model::id).collect(Collectors.toCollection(TreeSet::new));
        Map<Tier, List<String>> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            List<String> ids = input.names(word(tier), known);
            if (ids != null) {
                tiers.put(tier, ids);
            }
        }
        if (goal == null && tiers.isEmpty() && input.mistakes().isEmpty()) {
            input.refuse("goal, primary, fallback, emergency", "missing", "at least one to change");
        }
        Pool changed = pools.stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .map(pool -> before(pool, goal, tiers, input))
                .map(pool -> changed(pool, goal, tiers, input))
                .orElse(null);
        return () -> put(changed);
    }

    private static Pool before(
            Pool pool, @Nullable String goal, Map<Tier, List<String>> tiers, ActionParameters input) {
        Map<String, Object> before = new LinkedHashMap<>();
        if (goal != null) {
            before.put("goal", pool.goal().name());
        }
        tiers.keySet().forEach(tier -> before.put(word(tier), pool.tiers().getOrDefault(tier, List.of())));
        input.before(before);
        return pool;
    }

    private void put(@Nullable Pool changed) {
        if (changed != null) {
            router.operations().putPool(changed);
        }
    }

    private @Nullable Pool changed(
            Pool pool, @Nullable String goal, Map<Tier, List<String>> tiers, ActionParameters input) {
        Map<Tier, List<String>> all = new EnumMap<>(Tier.class);
        all.putAll(pool.tiers());
        all.putAll(tiers);
        all.values().removeIf(List::isEmpty);
        List<String> seen = new ArrayList<>();
        all.forEach((tier, ids) -> ids.forEach(id -> {
            if (seen.contains(id)) {
                input.refuse(word(tier), id, "each model in one tier only");
            }
            seen.add(id);
        }));
        if (seen.isEmpty()) {
            input.refuse(TIERS, "no models", "at least one model in the pool");
        } else {
            lost(pool, seen)
                    .forEach(operation ->
                            input.refuse(TIERS, "no model for " + word(operation), "at least one, as there is now"));
        }
        return input.mistakes().isEmpty()
                ? new Pool(
                        pool.name(),
                        goal == null ? pool.goal() : Goal.of(goal),
                        all,
                        pool.failover(),
                        pool.hedge(),
                        pool.changes(),
                        pool.cache())
                : null;
    }

    private Set<Operation> lost(Pool pool, List<String> models) {
        Set<Operation> lost = EnumSet.noneOf(Operation.class);
        lost.addAll(operations(pool.models()));
        lost.removeAll(operations(models));
        return lost;
    }

    private List<Operation> operations(List<String> ids) {
        return router.operations().models().stream()
                .filter(model -> ids.contains(model.id()))
                .flatMap(model -> model.operations().stream())
                .toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
