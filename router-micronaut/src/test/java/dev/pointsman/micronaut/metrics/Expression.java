package dev.pointsman.micronaut.metrics;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Metrics and labels of a PromQL expression, by its words.
 *
 * @param metrics the metrics
 * @param labels the labels, of matchers and of groups
 * @param values the values that labels must be equal to
 */
record Expression(Set<String> metrics, Set<String> labels, Map<String, String> values) {
    private static final Pattern GROUP = Pattern.compile("\\b(?:by|on|ignoring|without)\\s*\\(([^)]*)\\)");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Pattern OURS = Pattern.compile("\\b(?:pointsman|gen_ai)_\\w+");

    static Expression of(String text) {
        Set<String> labels = new LinkedHashSet<>();
        Map<String, String> values = new HashMap<>();
        GROUP.matcher(text).results().flatMap(group -> words(group.group(1))).forEach(labels::add);
        MATCHERS.matcher(text)
                .results()
                .flatMap(braces -> MATCHER.matcher(braces.group(1)).results())
                .forEach(matcher -> {
                    labels.add(matcher.group(1));
                    if (matcher.group(2).equals("=")) {
                        values.put(matcher.group(1), matcher.group(3));
                    }
                });
        String rest = GROUP.matcher(MATCHERS.matcher(text).replaceAll(" ")).replaceAll(" ");
        LABEL_VALUES.matcher(text).results().forEach(query -> labels.add(query.group(2)));
        rest = LABEL_VALUES.matcher(rest).replaceAll("$1");
        Set<String> metrics =
                OURS.matcher(rest).results().map(MatchResult::group).collect(Collectors.toSet());
        return new Expression(metrics, labels, values);
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
    }
}
