package dev.pointsman.examples.demo;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Three mock providers for the demonstration (real HTTP on localhost, both protocols) with different latency, price and
 * failure behaviour.
 *
 * <p>{@code aurora} is fast and expensive, {@code boreal} is in the middle and uses Anthropic's protocol, {@code
 * cirrus} is cheap, slow, and occasionally overloaded. Their prices are in {@code embedded.yml}.
 */
final class EmbeddedProviders {
    private static final String ANSWER =
            "A pointsman sets the points so that each train takes the best open track. He watches the line, knows which"
                    + " stretch is slow today and which is closed, and sends the next train another way before it has to"
                    + " wait. When the closed track opens, he lets one train try it first.";
    private static final int OVERLOADED_EVERY = 40;
    private static final int HESITATES_EVERY = 25;

    private final Map<String, FaultyProvider> providers;
    private final Map<String, ProviderMode> modes = new ConcurrentHashMap<>();

    private EmbeddedProviders(Map<String, FaultyProvider> providers) {
        this.providers = providers;
    }

    static EmbeddedProviders start() {
        Map<String, FaultyProvider> providers = new LinkedHashMap<>();
        providers.put(
                "aurora",
                FaultyProvider.openAi()
                        .text(ANSWER)
                        .pace(millis(40), millis(1))
                        .callsOfferedTools()
                        .start());
        providers.put(
                "boreal",
                FaultyProvider.anthropic()
                        .text(ANSWER)
                        .pace(millis(120), millis(3))
                        .callsOfferedTools()
                        .start());
        providers.put(
                "cirrus",
                FaultyProvider.openAi()
                        .text(ANSWER)
                        .pace(millis(300), millis(6))
                        .callsOfferedTools()
                        .start());
        EmbeddedProviders all = new EmbeddedProviders(providers);
        providers.keySet().forEach(name -> all.set(name, ProviderMode.CALM));
        return all;
    }

    /** Returns the addresses of the providers as configuration properties. */
    Map<String, Object> urls() {
        Map<String, Object> urls = new LinkedHashMap<>();
        providers.forEach((name, provider) -> urls.put("embedded." + name + ".url", provider.url()));
        return urls;
    }

    /** Returns the mode and the number of requests of each provider. */
    List<DemoState.Provider> state() {
        List<DemoState.Provider> state = new ArrayList<>();
        providers.forEach((name, provider) -> state.add(new DemoState.Provider(
                name, modes.getOrDefault(name, ProviderMode.CALM).toString(), provider.requestCount())));
        return state;
    }

    /** Changes a provider's mode; returns empty if there is no provider of that name. */
    Optional<FaultyProvider> set(String name, ProviderMode mode) {
        Optional<FaultyProvider> found = Optional.ofNullable(providers.get(name));
        found.ifPresent(provider -> {
            modes.put(name, mode);
            switch (mode) {
                case CALM -> {
                    provider.up();
                    calm(name, provider);
                }
                case SLOW -> {
                    provider.up();
                    provider.always(Fault.slowFirstToken(millis(3000)));
                }
                case FAILING -> {
                    provider.up();
                    provider.always(Fault.status(503));
                }
                case DOWN -> provider.down();
            }
        });
        return found;
    }

    @PreDestroy
    void close() {
        providers.values().forEach(FaultyProvider::close);
    }

    private static void calm(String name, FaultyProvider provider) {
        switch (name) {
            case "cirrus" ->
                provider.always(
                        request -> request.number() % OVERLOADED_EVERY == 0 ? Fault.overloaded() : Fault.none());
            case "aurora" ->
                provider.always(request ->
                        request.number() % HESITATES_EVERY == 0 ? Fault.slowFirstToken(millis(150)) : Fault.none());
            default -> provider.heal();
        }
    }

    private static Duration millis(long value) {
        return Duration.ofMillis(value);
    }
}
