package dev.pointsman.micronaut.config;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.order.OrderUtil;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converter of single configured values; never quotes a value that may be a secret. */
final class ValueConverter {
    private static final Pattern SIMPLE = Pattern.compile("[a-z0-9.-]+");

    /** Longer durations are likely typos, and may not fit into nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Environment environment;
    private final ConversionService conversions;

    ValueConverter(Environment environment, ConversionService conversions) {
        this.environment = environment;
        this.conversions = conversions;
    }

    /**
     * Returns the value of an environment variable for a path of lower-case names, unless a source of higher precedence
     * sets it.
     */
    @Nullable
    Object override(String path) {
        if (!SIMPLE.matcher(path).matches()) {
            return null;
        }
        String variable = path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        List<PropertySource> strongestFirst = new ArrayList<>(environment.getPropertySources());
        OrderUtil.reverseSort(strongestFirst);
        for (PropertySource source : strongestFirst) {
            boolean ofVariables = source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE;
            Object value = source.get(ofVariables ? variable : path);
            if (value != null) {
                return ofVariables ? value : null;
            }
        }
        return null;
    }

    /** Returns a string, boolean, number or duration; null if it is blank, or invalid and reported. */
    @Nullable
    Object of(Class<?> type, Object value, ConfigErrors at) {
        if (type == String.class) {
            return text(value, at);
        }
        return type == Boolean.class ? truth(value, at) : number(value, type, at);
    }

    /** Returns a string; null if it is blank, or invalid and reported. */
    private @Nullable String text(Object value, ConfigErrors at) {
        if (!isText(value)) {
            at.refuse(value.getClass().getSimpleName(), "a text; put it in quotes");
            return null;
        }
        try {
            String text = environment.getPlaceholderResolver().resolveRequiredPlaceholders(value.toString());
            return text.isBlank() ? null : text.strip();
        } catch (ConfigurationException e) {
            at.refuse("a placeholder without a value", "a value, or a default as in ${NAME:default}");
            return null;
        }
    }

    private @Nullable Boolean truth(Object value, ConfigErrors at) {
        String text = text(value instanceof Boolean ? value.toString() : value, at);
        if (text == null) {
            return null;
        }
        boolean truth = text.equals("true");
        return at.require(truth || text.equals("false"), text, "true or false") ? truth : null;
    }

    private <T> @Nullable T number(Object value, Class<T> type, ConfigErrors at) {
        String text = text(value instanceof Number ? value.toString() : value, at);
        if (text == null) {
            return null;
        }
        T number = conversions.convert(text, type).orElse(null);
        if (number == null) {
            at.refuse(text, kindOf(type));
            return null;
        }
        boolean tooLong = number instanceof Duration time && time.abs().compareTo(LONGEST) > 0;
        return at.require(!tooLong, text, "a duration of at most " + LONGEST.toDays() + "d") ? number : null;
    }

    /** YAML reads {@code no} as false and {@code 4.10} as 4.1, losing the written text. */
    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof LocalDate;
    }

    private static String kindOf(Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as 30s";
        }
        return type == Double.class ? "a number" : "a whole number";
    }
}
