package dev.pointsman.micronaut.chat;

import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Background checks of providers whose models are out, so that a recovery is found without a caller's call. One for each
 * application; see {@link ReachabilityCheck} for when a check is made and what it proves. Thread-safe.
 */
@Context
@Requires(beans = {ModelRouter.class, OpenBreakers.class})
public final class ReachabilityMonitor {
    private final Map<String, ProviderProbe> probes = new TreeMap<>();

    ReachabilityMonitor(
            ModelRouter router, ChatClient client, List<ProviderSettings> providers, OpenBreakers breakers) {
        for (ProviderSettings settings : providers) {
            if (settings.check().enabled()) {
                probes.put(settings.name(), new ProviderProbe(settings, router, client));
            }
        }
        breakers.onOpened(this::opened);
    }

    private void opened(String provider) {
        ProviderProbe probe = probes.get(provider);
        if (probe != null) {
            probe.begin();
        }
    }

    /**
     * The checks so far.
     *
     * @return one entry for each provider that is checked, by name
     */
    public List<ProviderChecks> checks() {
        return probes.values().stream().map(ProviderProbe::checks).toList();
    }

    @PreDestroy
    void close() {
        probes.values().forEach(ProviderProbe::close);
    }
}
