package dev.pointsman.micronaut.probe;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.chat.ReachabilityCheck;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Background checks of providers with open circuit breakers, so that a recovery is detected without a caller's call.
 * One per application; see {@link ReachabilityCheck} for the conditions and effects of a check. Thread-safe.
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
     * Returns the counts of the checks so far.
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
