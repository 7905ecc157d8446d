package dev.pointsman.benchmarks.sessions;

import dev.pointsman.model.Usage;
import dev.pointsman.testkit.FaultyProvider;
import java.util.ArrayList;
import java.util.List;

/** Running providers of all kinds, and the configuration of a gateway in front of them. */
final class ProviderFleet implements AutoCloseable {
    /** The pool of all models. */
    static final String POOL = "chat";

    private final List<FaultyProvider> running = new ArrayList<>();

    ProviderFleet() {
        CachingProvider.ALL.forEach(kind -> running.add(kind.start()));
    }

    /** Returns the configuration, which builds of every age understand. */
    String configuration() {
        StringBuilder providers = new StringBuilder();
        StringBuilder models = new StringBuilder();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            CachingProvider kind = CachingProvider.ALL.get(i);
            ids.add(kind.id());
            providers.append("    %s: { wire: openai, url: \"%s\" }%n"
                    .formatted(kind.id(), running.get(i).url()));
            models.append("    - { id: %1$s, provider: %1$s, price: { input: %2$s, output: %3$s, cached: %4$s } }%n"
                    .formatted(
                            kind.id(),
                            kind.price().input(),
                            kind.price().output(),
                            kind.price().cached()));
        }
        return "pointsman:\n  providers:\n" + providers + "  models:\n" + models + "  pools:\n    " + POOL
                + ": { primary: [" + String.join(", ", ids) + "] }\n";
    }

    /** Returns the cost of a turn in US dollars. */
    static double cost(ToolTurn turn) {
        return CachingProvider.ALL.stream()
                .filter(kind -> kind.id().equals(turn.model()))
                .mapToDouble(kind ->
                        kind.price().cost(new Usage(turn.promptTokens(), turn.cachedTokens(), turn.outputTokens())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        running.forEach(FaultyProvider::close);
    }
}
