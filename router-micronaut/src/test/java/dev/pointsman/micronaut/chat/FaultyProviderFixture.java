package dev.pointsman.micronaut.chat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Providers that break as told; they and whatever else a test opens are closed after it. */
abstract class FaultyProviderFixture {
    static final Duration SOON = Duration.ofSeconds(15);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        // The clients first: a provider that goes resets connections that are still open.
        Collections.reverse(opened);
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    <T extends AutoCloseable> T open(T one) {
        opened.add(one);
        return one;
    }

    static FaultyProviderBuilder builder(String wire) {
        return switch (wire) {
            case "anthropic" -> FaultyProvider.anthropic();
            case "openai-responses" -> FaultyProvider.openAiResponses();
            case "gemini" -> FaultyProvider.gemini();
            case "bedrock" -> FaultyProvider.bedrock();
            default -> FaultyProvider.openAi();
        };
    }

    FaultyProvider start(FaultyProviderBuilder builder) {
        return open(builder.start());
    }

    /** A provider that always has this fault. */
    FaultyProvider start(String wire, Fault fault) {
        FaultyProvider provider = start(builder(wire));
        provider.always(fault);
        return provider;
    }
}
