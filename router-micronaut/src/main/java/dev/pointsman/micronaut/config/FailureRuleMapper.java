package dev.pointsman.micronaut.config;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.failure.FailureMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to the user's failure rules. */
final class FailureRuleMapper {
    private FailureRuleMapper() {}

    static List<FailureRule> all(List<FailureRuleConfig> configs, Set<String> providers, ConfigErrors at) {
        Set<String> known = new TreeSet<>(providers);
        known.addAll(FailureMappings.families());
        List<FailureRule> rules = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            FailureRule rule = one(configs.get(i), known, at.in(i));
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static @Nullable FailureRule one(FailureRuleConfig config, Set<String> providers, ConfigErrors at) {
        String provider = config.provider();
        boolean right = provider == null
                || at.in("provider").require(providers.contains(provider), provider, ConfigErrors.oneOf(providers));
        List<String> statuses = list(config.status(), FailureRule::isStatus, FailureRule.STATUS, at.in("status"));
        List<String> codes = list(config.code(), FailureRule::isCode, FailureRule.CODE, at.in("code"));
        String message = config.message();
        right &= message == null
                || at.in("message").require(FailureRule.isPattern(message), message, FailureRule.MESSAGE);
        right &= at.require(
                config.status() != null || config.code() != null || message != null,
                "no condition",
                "at least one of status, code and message");
        if (config.kind() == null) {
            at.in("kind").missing("a kind of failure");
            return null;
        }
        FailureKind kind = EnumValues.of(FailureKind.class, config.kind(), at.in("kind"));
        return !right || kind == null || statuses == null || codes == null
                ? null
                : new FailureRule(at.path(), orEmpty(provider), statuses, codes, orEmpty(message), kind, "");
    }

    /** Returns the parts of a comma-separated list; null if one is invalid, which is reported. */
    private static @Nullable List<String> list(
            @Nullable String text, Predicate<String> test, String expected, ConfigErrors at) {
        List<String> parts = text == null
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).toList();
        return at.require(parts.stream().allMatch(test), String.valueOf(text), expected) ? parts : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
