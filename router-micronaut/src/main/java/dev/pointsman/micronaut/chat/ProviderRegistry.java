package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.micronaut.chat.internal.ReportedLimits;
import dev.pointsman.model.Model;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.time.NanoClock;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.failure.FailureMappings;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Clients of all providers, by name. Thread-safe. */
final class ProviderRegistry implements AutoCloseable {
    private final Map<String, ProviderClient> clients = new TreeMap<>();

    ProviderRegistry(
            Collection<ProviderSettings> settings,
            FailureMappings mappings,
            InstantSource clock,
            HttpClients http,
            AnswerLimits limits,
            @Nullable ProviderLimits accounts,
            NanoClock nanos) {
        WireProtocols protocols = WireProtocols.load();
        AnswerMemory memory = new AnswerMemory(limits.wholeMemory());
        for (ProviderSettings one : settings) {
            ReportedLimits reported = ReportedLimits.of(one.name(), accounts, nanos, clock);
            ProviderClient before = clients.put(
                    one.name(), new ProviderClient(one, protocols, mappings, clock, http, limits, memory, reported));
            if (before != null) {
                close();
                before.close();
                throw ValueErrors.wrong("providers", one.name(), "each name once");
            }
        }
    }

    ProviderClient of(Model model) {
        ProviderClient client = clients.get(model.provider());
        if (client == null) {
            throw ValueErrors.wrong(
                    "models." + model.id() + ".provider", model.provider(), "one of " + clients.keySet());
        }
        return client;
    }

    /** Returns whether the provider answers its check. */
    Mono<Boolean> reaches(String provider, String path) {
        ProviderClient client = clients.get(provider);
        return client == null ? Mono.just(false) : client.reaches(path);
    }

    @Override
    public void close() {
        clients.values().forEach(ProviderClient::close);
    }
}
