package dev.pointsman.gateway;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.naming.NameUtils;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys under {@code gateway} that no setting has. Of environment variables it looks at those of deferred calls, keys,
 * limits, operators and responses alone, as orchestrators set others for a service that is named gateway.
 */
final class UnknownKeys {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final Pattern VARIABLE = Pattern.compile("GATEWAY_(DEFER|KEYS|LIMITS|OPERATORS|RESPONSES)(_.*)?");
    private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+$");

    private final Set<String> known;
    private final Set<String> variables;
    private final Set<String> found = new TreeSet<>();

    private UnknownKeys(Set<String> known) {
        this.known = known;
        this.variables = known.stream()
                .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());
    }

    static Set<String> in(Collection<PropertySource> sources, Set<String> known) {
        UnknownKeys keys = new UnknownKeys(known);
        for (PropertySource source : sources) {
            boolean ofVariables = source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE;
            for (String key : source) {
                if (ofVariables) {
                    keys.variable(key);
                } else {
                    keys.key(NameUtils.hyphenate(key, true), source.get(key));
                }
            }
        }
        return keys.found;
    }

    private void key(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> key(key + "." + NameUtils.hyphenate(String.valueOf(name), true), child));
        } else if (key.startsWith(ModelAliases.KEY + ".")) { // the names are the user's
            return;
        } else if ((key.equals(GatewayKeys.ROOT) || key.startsWith(GatewayKeys.ROOT + "."))
                && !known.contains(INDEX.matcher(key).replaceFirst(""))
                && value != null
                && !value.equals("")) { // a section without keys
            found.add(key);
        }
    }

    private void variable(String name) {
        if (VARIABLE.matcher(name).matches()
                && !variables.contains(name)
                && !variables.contains(VARIABLE_INDEX.matcher(name).replaceFirst(""))) {
            found.add(name);
        }
    }
}
