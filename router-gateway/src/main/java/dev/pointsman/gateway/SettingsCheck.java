package dev.pointsman.gateway;

import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks settings at the start that Micronaut would pass over: unknown keys under {@code gateway}, and values there and in
 * what the gateway relies on that can't be read. Tells all mistakes at once.
 */
final class SettingsCheck {
    static final String GRACE = "micronaut.lifecycle.graceful-shutdown.grace-period";
    private static final String LONGEST_BODY = "micronaut.server.max-request-size";
    private static final String ENDPOINTS = "endpoints";
    private static final Duration LONGEST_GRACE = Duration.ofHours(24);

    private final Environment environment;
    private final List<String> mistakes = new ArrayList<>();

    private SettingsCheck(Environment environment) {
        this.environment = environment;
    }

    /**
     * Checks all of them.
     *
     * @throws ConfigurationException if anything is wrong; the message tells all of it
     */
    static void check(Environment environment) {
        new SettingsCheck(environment).all();
    }

    private void all() {
        Map<String, Argument<?>> keys = GatewayKeys.all();
        Set<String> unknown = UnknownKeys.in(environment.getPropertySources(), keys.keySet());
        unknown.forEach(key ->
                mistakes.add(key + ": unknown (expected: none, or one of: " + String.join(", ", keys.keySet()) + ")"));
        keys.forEach(this::read);
        for (String endpoint : environment.getPropertyEntries(ENDPOINTS)) {
            read(ENDPOINTS + "." + endpoint + ".sensitive", Argument.BOOLEAN);
            read(ENDPOINTS + "." + endpoint + ".enabled", Argument.BOOLEAN);
        }
        Object size = read(LONGEST_BODY, GatewayKeys.SIZE);
        require(!(size instanceof Number number) || number.longValue() > 0, LONGEST_BODY, size, "> 0");
        Object grace = read(GRACE, Argument.of(Duration.class));
        boolean fits = !(grace instanceof Duration time) || isGrace(time);
        require(fits, GRACE, grace, "0 to " + LONGEST_GRACE.toHours() + "h");
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(String.join("\n  ", mistakes));
        }
    }

    private static boolean isGrace(Duration time) {
        return !time.isNegative() && time.compareTo(LONGEST_GRACE) <= 0;
    }

    /** The value of a setting; null if it is absent, a text, or wrong, the latter reported. Texts may be secrets. */
    private @Nullable Object read(String key, Argument<?> type) {
        Expected expected = Expected.of(type);
        String text = expected == null
                ? null
                : environment.getProperty(key, String.class).orElse(null);
        if (expected == null || text == null) {
            return null;
        }
        Object value = expected == Expected.TRUTH
                ? truth(text)
                : environment.getProperty(key, ConversionContext.of(type)).orElse(null);
        require(value != null, key, text, expected.words());
        return value;
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private void require(boolean holds, String key, @Nullable Object value, String expected) {
        if (!holds) {
            mistakes.add(key + ": " + ErrorResponses.excerpt(String.valueOf(value)) + " (expected: " + expected + ")");
        }
    }
}
