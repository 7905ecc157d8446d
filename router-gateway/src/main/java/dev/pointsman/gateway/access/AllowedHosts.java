package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Host names accepted in the header {@code Host}.
 *
 *
 * <p>A web page can resolve its own host name to the address of this machine, and so reach servers that listen here
 * (DNS rebinding), but it cannot send another host name. An IP address as a host name cannot be rebound.
 */
@Context
final class AllowedHosts {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern NAME = Pattern.compile("\\*|[\\p{Alnum}._-]+|\\[[\\p{XDigit}:.]+]");
    private static final String ANY = "*";

    private final Set<String> named = new TreeSet<>();
    private final boolean ipAddresses;
    private volatile String lastAllowed = ""; // the settings do not change, and most clients use one name

    AllowedHosts(AccessSettings settings, ListenAddresses listening) {
        List<String> hosts = settings.hosts() == null ? List.of() : settings.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            String host = hosts.get(i).strip().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(host).matches()) {
                throw new ConfigurationException("gateway.hosts[" + i + "]: " + ErrorResponses.excerpt(host)
                        + " (expected: a host name without port, such as gateway.example.com, or *)");
            }
            named.add(host);
        }
        ipAddresses = !listening.isLoopbackOnly();
    }

    /** Returns whether a value of the header, with or without port, names this gateway. */
    boolean allows(String header) {
        if (header.equals(lastAllowed)) {
            return true;
        }
        boolean allowed = isAllowed(header);
        if (allowed) {
            lastAllowed = header;
        }
        return allowed;
    }

    private boolean isAllowed(String header) {
        String host = name(header);
        return LOCAL.contains(host)
                || named.contains(host)
                || named.contains(ANY)
                || (ipAddresses && IP_ADDRESS.matcher(host).matches());
    }

    /** Returns whether a value of the header is one of this machine's names for itself. */
    static boolean isLocal(String header) {
        return LOCAL.contains(name(header));
    }

    /** Normalizes a host name: case is ignored, and so is the trailing dot of the root. */
    private static String name(String header) {
        String host = PORT.matcher(header).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Returns the accepted names, for the log. */
    @Override
    public String toString() {
        Set<String> names = new TreeSet<>(LOCAL);
        names.addAll(named);
        return String.join(", ", names) + (ipAddresses ? ", IP addresses" : "");
    }
}
