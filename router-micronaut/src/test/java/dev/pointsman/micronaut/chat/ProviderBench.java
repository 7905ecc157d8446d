package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.router.ProviderException;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** Providers that break as told and clients of them, all closed after the test. */
abstract class ProviderBench {
    static final String KEY = "sk-very-secret-key-1234567890";
    static final Duration SOON = Duration.ofSeconds(15);
    static final ChatRequest QUESTION = ChatRequest.builder()
            .system("Be brief.")
            .user("Count!")
            .maxTokens(100)
            .build();
    static final Model SMALL =
            Model.builder("small", "p").name("tiny-1").maxOutput(1000).build();
    static final Target MODEL = target(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        // The clients first: a provider that goes resets connections that are still open.
        Collections.reverse(opened);
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    static FaultyProviderBuilder builder(Wire wire) {
        return wire == Wire.OPENAI ? FaultyProvider.openAi() : FaultyProvider.anthropic();
    }

    FaultyProvider start(FaultyProviderBuilder builder) {
        return open(builder.start());
    }

    ProviderClient client(Wire wire, FaultyProvider provider) {
        return client(ProviderSettings.of("p", wire, URI.create(provider.url()), KEY), FailureMappings.NONE);
    }

    ProviderClient client(ProviderSettings settings, FailureMappings mappings) {
        return open(new ProviderClient(
                settings, JsonMapper.createDefault(), mappings, InstantSource.system(), HttpClients.standalone()));
    }

    static Target target(Duration answer, Duration stall) {
        return new Target(SMALL, new Limits(answer, stall, answer), spent -> {});
    }

    private <T extends AutoCloseable> T open(T one) {
        opened.add(one);
        return one;
    }

    static Failure failureOf(ThrowingCallable call) {
        ProviderException error = catchThrowableOfType(ProviderException.class, call);
        assertThat(error).isNotNull();
        assertThat(error.failure().message()).doesNotContain(KEY);
        return error.failure();
    }
}
