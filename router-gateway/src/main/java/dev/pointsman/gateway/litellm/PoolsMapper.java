package dev.pointsman.gateway.litellm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Mapper of model groups to pools: ranks of a group, then its fallbacks, become tiers. */
final class PoolsMapper {
    private static final List<String> TIERS = List.of("primary", "fallback", "emergency");

    private final Map<String, List<ConvertedModel>> groups;
    private final FallbackChains chains;
    private final RouterSettingsMapper settings;
    private final Findings findings;

    PoolsMapper(
            Map<String, List<ConvertedModel>> groups,
            FallbackChains chains,
            RouterSettingsMapper settings,
            Findings findings) {
        this.groups = groups;
        this.chains = chains;
        this.settings = settings;
        this.findings = findings;
    }

    Map<String, Object> all() {
        Map<String, Object> pools = new LinkedHashMap<>();
        String goal = settings.goal();
        groups.forEach((group, members) -> pools.put(group, pool(group, goal, members)));
        return pools;
    }

    private Map<String, Object> pool(String group, String goal, List<ConvertedModel> members) {
        List<List<ConvertedModel>> levels = new ArrayList<>(members.stream()
                .collect(Collectors.groupingBy(ConvertedModel::order, TreeMap::new, Collectors.toList()))
                .values());
        int own = levels.size();
        Set<String> targets = chains.of(group);
        targets.forEach(target -> levels.add(membersOf(target)));
        Map<String, Object> pool = new LinkedHashMap<>();
        pool.put("goal", goal);
        Map<String, Object> changes = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        int groupsOfPool = 0;
        int used = 0;
        for (int i = 0; i < levels.size(); i++) {
            List<ConvertedModel> level =
                    levels.get(i).stream().filter(one -> seen.add(one.id())).toList();
            if (!level.isEmpty()) {
                groupsOfPool += i < own ? 0 : 1;
                used++;
                addTo(pool, changes, level);
            }
        }
        if (used > TIERS.size()) {
            findings.changed("fallbacks of " + group, "all from the third rank on share the tier emergency");
        }
        Map<String, Object> failover = settings.failover(1 + groupsOfPool);
        if (chains.hasContentFallback(group)) {
            failover.put("on-content-filter", "try-others");
        }
        if (!failover.isEmpty()) {
            pool.put("failover", failover);
        }
        if (!changes.isEmpty()) {
            pool.put("changes", changes);
        }
        return pool;
    }

    /** Adds models to the next tier, or to the last one. */
    private void addTo(Map<String, Object> pool, Map<String, Object> changes, List<ConvertedModel> level) {
        String tier =
                TIERS.stream().filter(one -> !pool.containsKey(one)).findFirst().orElse("emergency");
        List<String> ids = new ArrayList<>();
        if (pool.get(tier) instanceof List<?> before) {
            before.forEach(id -> ids.add(id.toString()));
        }
        level.forEach(model -> ids.add(model.id()));
        pool.put(tier, ids);
        Set<Integer> limits = level.stream()
                .map(ConvertedModel::maxTokens)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean isShared = limits.size() == 1
                && level.stream().allMatch(model -> model.maxTokens() != null)
                && !changes.containsKey(tier);
        if (isShared) {
            changes.put(tier, Map.of("max-tokens", limits.iterator().next()));
        } else {
            level.stream()
                    .filter(model -> model.maxTokens() != null)
                    .forEach(model -> findings.unmapped(
                            model.path().replaceFirst("model$", "max_tokens"),
                            "one limit for each tier: pools.*.changes"));
        }
    }

    private List<ConvertedModel> membersOf(String target) {
        return groups.getOrDefault(target, List.of(new ConvertedModel(target, "", 0, null)));
    }
}
