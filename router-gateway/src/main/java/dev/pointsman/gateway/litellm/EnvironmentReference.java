package dev.pointsman.gateway.litellm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** References to variables of the environment: {@code os.environ/NAME} there, a placeholder here. */
final class EnvironmentReference {
    private static final Pattern REFERENCE = Pattern.compile("os\\.environ/([A-Za-z_][A-Za-z0-9_]*)");

    private EnvironmentReference() {}

    /** Returns the name of the variable that a value refers to; null if it is no reference. */
    static @Nullable String variable(@Nullable Object value) {
        Matcher matcher = REFERENCE.matcher(String.valueOf(value).strip());
        return matcher.matches() ? matcher.group(1) : null;
    }

    static String placeholder(String variable) {
        return "${" + variable + "}";
    }

    /** Returns a placeholder whose variable may be absent. */
    static String optional(String variable) {
        return "${" + variable + ":}";
    }

    /** Returns the name of a variable for a name and a suffix, such as OPENAI_2_API_KEY. */
    static String name(String name, String suffix) {
        String upper = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return (upper + "_" + suffix).replaceAll("^([0-9])", "_$1");
    }
}
