package dev.pointsman.gateway;

import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Aliases of pools and models, in the order in which they are tried. Immutable; wrong ones prevent the start. */
@Context
final class ModelAliases {
    static final String KEY = GatewayKeys.ROOT + ".aliases";

    private static final String ANY = "*";

    private final List<Alias> aliases = new ArrayList<>();

    private record Alias(String name, Pattern pattern, String target) {
        boolean isPattern() {
            return name.contains(ANY);
        }
    }

    ModelAliases(Environment environment, ModelRouter router) {
        // Not bound as a map with raw keys: that fails beside an environment variable that begins with the same letter.
        Map<String, Object> given = environment.getProperties(KEY, StringConvention.RAW);
        new TreeMap<>(given).forEach((name, value) -> {
            String target = value.toString();
            boolean known = router.pool(target) != null || router.operations().firstPoolOf(target) != null;
            if (!known) {
                throw new ConfigurationException(
                        KEY + "." + name + ": " + target + " (expected: a pool, or a model of one)");
            }
            aliases.add(new Alias(name, pattern(name), target));
        });
        aliases.sort(Comparator.comparing(Alias::isPattern)
                .thenComparing(alias -> -alias.name().length()));
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Arrays.stream(name.split(Pattern.quote(ANY), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    /** Returns the pool or model that a name stands for; null if it is no alias. */
    @Nullable
    String target(String name) {
        for (Alias alias : aliases) {
            if (alias.pattern().matcher(name).matches()) {
                return alias.target();
            }
        }
        return null;
    }

    /** Returns the aliases that are names themselves. */
    List<String> names() {
        return aliases.stream()
                .filter(alias -> !alias.isPattern())
                .map(Alias::name)
                .toList();
    }
}
