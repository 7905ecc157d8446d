package dev.pointsman.gateway.litellm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Fallbacks of model groups, of every kind, in the order in which LiteLLM would reach them. */
final class FallbackChains {
    private static final String ANY = "*";
    private static final String CONTEXT = "context_window_fallbacks";
    private static final String CONTENT = "content_policy_fallbacks";
    private static final String DEFAULT = "default_fallbacks";

    private final Map<String, List<String>> general = new LinkedHashMap<>();
    private final Map<String, List<String>> ofContext = new LinkedHashMap<>();
    private final Map<String, List<String>> ofContent = new LinkedHashMap<>();
    private final Set<String> ofAll = new LinkedHashSet<>();

    /** Reads the fallbacks of a section; targets that are not known become findings. */
    void read(SourceSection section, Predicate<String> isKnown) {
        read(section, "fallbacks", general, isKnown);
        read(section, CONTEXT, ofContext, isKnown);
        read(section, CONTENT, ofContent, isKnown);
        ofAll.addAll(targets(section, DEFAULT, section.list(DEFAULT), isKnown));
        if (section.has(CONTEXT)) {
            section.findings()
                    .changed(
                            section.path(CONTEXT),
                            "its models are in the last tier: for longer prompts, and when no other model is available");
        }
    }

    private static void read(
            SourceSection section, String key, Map<String, List<String>> into, Predicate<String> isKnown) {
        List<Object> entries = section.list(key);
        for (int i = 0; i < entries.size(); i++) {
            String at = key + "[" + i + "]";
            if (!(entries.get(i) instanceof Map<?, ?> map)) {
                section.findings().unmapped(section.path(at), "not a map of a group to its fallbacks");
                continue;
            }
            map.forEach((group, targets) -> {
                List<Object> names = targets instanceof List<?> list ? new ArrayList<>(list) : List.of(targets);
                into.computeIfAbsent(String.valueOf(group), unused -> new ArrayList<>())
                        .addAll(targets(section, at + "." + group, names, isKnown));
            });
        }
    }

    private static List<String> targets(
            SourceSection section, String key, List<Object> names, Predicate<String> isKnown) {
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String path = section.path(key + "[" + i + "]");
            if (names.get(i) instanceof Map<?, ?>) {
                section.findings().unmapped(path, "parameters in a fallback: list it as a model");
            } else if (isKnown.test(String.valueOf(names.get(i)))) {
                targets.add(String.valueOf(names.get(i)));
            } else {
                section.findings().unmapped(path, "no group or model that was converted");
            }
        }
        return targets;
    }

    /** Returns the groups and models that follow a group, without itself; fallbacks of fallbacks included. */
    Set<String> of(String group) {
        Set<String> reached = new LinkedHashSet<>();
        follow(group, reached);
        reached.addAll(with(ofContext, group));
        reached.addAll(with(ofContent, group));
        reached.addAll(ofAll);
        reached.remove(group);
        return reached;
    }

    boolean hasContentFallback(String group) {
        return !with(ofContent, group).isEmpty();
    }

    private void follow(String group, Set<String> reached) {
        for (String next : with(general, group)) {
            if (reached.add(next)) {
                follow(next, reached);
            }
        }
    }

    private static List<String> with(Map<String, List<String>> chains, String group) {
        return chains.getOrDefault(group, chains.getOrDefault(ANY, List.of()));
    }
}
