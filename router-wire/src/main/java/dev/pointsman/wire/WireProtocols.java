package dev.pointsman.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Provider protocols by name, as found by {@link ServiceLoader}. Immutable and thread-safe. */
public final class WireProtocols {
    private static final Pattern NAMES = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, WireProtocolFactory> factories;

    private WireProtocols(Map<String, WireProtocolFactory> factories) {
        this.factories = Collections.unmodifiableMap(factories);
    }

    /**
     * Finds the protocols on the class path.
     *
     * @return the built-in protocols and those of other artifacts
     * @throws IllegalArgumentException if two have the same name, or one has an invalid name
     */
    public static WireProtocols load() {
        // The context class loader of a pool's thread may not see the application.
        List<WireProtocolFactory> found = new ArrayList<>();
        ServiceLoader.load(WireProtocolFactory.class, WireProtocolFactory.class.getClassLoader())
                .forEach(found::add);
        Set<Class<?>> known = found.stream().map(Object::getClass).collect(Collectors.toSet());
        ServiceLoader.load(WireProtocolFactory.class).forEach(factory -> {
            if (!known.contains(factory.getClass())) {
                found.add(factory);
            }
        });
        return of(found);
    }

    static WireProtocols of(List<WireProtocolFactory> found) {
        Map<String, WireProtocolFactory> factories = new TreeMap<>();
        for (WireProtocolFactory factory : found) {
            String name = factory.name();
            String type = factory.getClass().getName();
            ValueErrors.that(
                    NAMES.matcher(name).matches(),
                    "name of " + type,
                    '"' + name + '"',
                    "lower-case letters, digits and hyphens");
            WireProtocolFactory other = factories.put(name, factory);
            ValueErrors.that(
                    other == null,
                    "name of " + type,
                    name,
                    "not that of " + (other == null ? "" : other.getClass().getName()));
        }
        return new WireProtocols(factories);
    }

    /**
     * Returns the names of all protocols.
     *
     * @return the names, sorted
     */
    public Set<String> names() {
        return factories.keySet();
    }

    /**
     * Creates a protocol for one provider.
     *
     * @param name the protocol's name
     * @param account the provider
     * @return the protocol
     * @throws IllegalArgumentException if there is no protocol of this name; the message lists the known ones
     */
    public WireProtocol create(String name, ProviderAccount account) {
        WireProtocolFactory factory = factories.get(name);
        if (factory == null) {
            throw ValueErrors.wrong("providers." + account.name() + ".wire", name, "one of " + names());
        }
        return factory.create(account);
    }
}
