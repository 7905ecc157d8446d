package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.micronaut.chat.internal.ReportedLimits;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Timeouts;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Clients of providers that break as told. */
abstract class ProviderClientFixture extends FaultyProviderFixture {
    static final String KEY = "sk-very-secret-key-1234567890";
    static final ChatRequest QUESTION = ChatRequest.builder()
            .system("Be brief.")
            .user("Count!")
            .maxTokens(100)
            .build();
    static final Model SMALL =
            Model.builder("small", "p").name("tiny-1").maxOutput(1000).build();
    static final CallTarget MODEL = target(Duration.ofSeconds(20), Duration.ofSeconds(20));

    ProviderClient client(String wire, FaultyProvider provider) {
        return client(ProviderSettings.of("p", wire, URI.create(provider.url()), KEY), FailureMappings.NONE);
    }

    ProviderClient client(ProviderSettings settings, FailureMappings mappings) {
        return open(new ProviderClient(
                settings,
                WireProtocols.load(),
                mappings,
                InstantSource.system(),
                HttpClients.standalone(),
                AnswerLimits.DEFAULT,
                new AnswerMemory(Long.MAX_VALUE),
                ReportedLimits.NONE));
    }

    static CallTarget target(Duration answer, Duration stall) {
        return new CallTarget(SMALL, new Timeouts(answer, stall, answer), spent -> {});
    }

    /** A fault is of this kind in a whole answer and in a streamed one; their failures, in this order. */
    List<Failure> failsEitherWay(String wire, Fault fault, FailureKind kind) {
        ProviderClient client = client(wire, start(wire, fault));
        Failure whole = failureOf(() -> client.complete(MODEL, QUESTION).block(SOON));
        Failure streamed = failureOf(() -> client.stream(MODEL, QUESTION).blockLast(SOON));
        assertThat(whole.kind()).as(whole.toString()).isEqualTo(kind);
        assertThat(streamed.kind()).as(streamed.toString()).isEqualTo(kind);
        return List.of(whole, streamed);
    }

    static Failure failureOf(ThrowingCallable call) {
        ProviderException error = catchThrowableOfType(ProviderException.class, call);
        assertThat(error).isNotNull();
        assertThat(error.failure().message()).doesNotContain(KEY);
        return error.failure();
    }
}
