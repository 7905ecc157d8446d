package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Origins of web pages that may call the gateway: its own, and the configured ones. */
@Context
final class AllowedOrigins {
    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#\\s]+");
    private static final String ANY = "*";

    private final Set<String> named = new HashSet<>();

    AllowedOrigins(AccessSettings settings) {
        List<String> origins = settings.origins() == null ? List.of() : settings.origins();
        for (int i = 0; i < origins.size(); i++) {
            String origin = origins.get(i).strip().toLowerCase(Locale.ROOT);
            if (!ORIGIN.matcher(origin).matches()) {
                throw new ConfigurationException("gateway.origins[" + i + "]: " + ErrorResponses.excerpt(origin)
                        + " (expected: scheme and host without path, such as https://chat.example.com, or *)");
            }
            named.add(origin);
        }
    }

    /**
     * Returns whether a page may call.
     *
     * @param origin the header {@code Origin}, which browsers send with everything but plain reads of their own site
     * @param host the header {@code Host} of the same request; the scheme may be another behind a proxy that ends TLS
     */
    boolean allows(String origin, String host) {
        return SCHEME.matcher(origin).replaceFirst("").equalsIgnoreCase(host)
                || named.contains(ANY)
                || named.contains(origin.toLowerCase(Locale.ROOT));
    }
}
