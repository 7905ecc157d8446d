package dev.pointsman.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.failure.FailureMappings;
import dev.pointsman.wire.failure.FailureReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Contract test of a {@link WireProtocol}. A subclass gives the factory and the bytes that a provider answers; it runs
 * all tests.
 */
public abstract class WireProtocolContract {
    /** The key of the account, for protocols with one key; starts with an access key of AWS' form. */
    protected static final String KEY = "AKIDCONTRACT:contract-secret-key";

    /** The model that is asked. */
    protected static final Model MODEL =
            Model.builder("m", "contract").name("model-1").maxOutput(1000).build();

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SEED = 20260102;

    /** Creates a test. */
    protected WireProtocolContract() {}

    /**
     * Error response of a provider.
     *
     * @param status its status
     * @param headers its headers by name in lower case
     * @param body its body
     * @param kind the kind of failure that it is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record ErrorSample(int status, Map<String, String> headers, byte[] body, FailureKind kind) {}

    /**
     * Returns the factory of the protocol.
     *
     * @return the factory
     */
    protected abstract WireProtocolFactory factory();

    /**
     * Returns the base address of the account.
     *
     * @return an address
     */
    protected URI url() {
        return URI.create("http://127.0.0.1:1/v1");
    }

    /**
     * Returns the body of a whole answer.
     *
     * @return the bytes
     */
    protected abstract byte[] whole();

    /**
     * Returns the body of the same answer as a stream, of several pieces.
     *
     * @return the bytes
     */
    protected abstract byte[] stream();

    /**
     * Returns the text of both answers.
     *
     * @return the text
     */
    protected abstract String text();

    /**
     * Returns the usage of both answers.
     *
     * @return the counts
     */
    protected abstract Usage usage();

    /**
     * Returns error responses.
     *
     * @return at least one
     */
    protected abstract List<ErrorSample> errors();

    /**
     * Returns requests that the protocol cannot express, by the name of the field.
     *
     * @return the requests; empty for the neutral form itself
     */
    protected abstract Map<String, ChatRequest> unsupported();

    /**
     * Creates the protocol.
     *
     * @return the protocol for {@link #url()} and {@link #KEY}
     */
    protected final WireProtocol protocol() {
        return factory().create(new ProviderAccount("contract", url(), KEY, InstantSource.fixed(NOW)));
    }

    @Test
    void theNameIsOneForAConfiguration() {
        assertThat(factory().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void aRequestHoldsNoKeyAndIsTheSameEachTime() {
        WireProtocol protocol = protocol();
        ChatRequest request = ChatRequest.user("Hello?");
        String before = JsonReader.text(request.json());
        for (boolean stream : List.of(true, false)) {
            WireRequest one = protocol.chatRequest(MODEL, request, stream);
            WireRequest two = protocol.chatRequest(MODEL, request, stream);
            byte[] body = JsonReader.bytes(one.body());
            assertThat(one.path()).doesNotStartWith("/").isEqualTo(two.path());
            assertThat(body).isEqualTo(JsonReader.bytes(two.body()));
            String sent = one.path() + one + new String(body, StandardCharsets.UTF_8) + protocol;
            assertThat(sent).doesNotContain(KEY, KEY.substring(KEY.indexOf(':') + 1));
            Map<String, String> headers =
                    protocol.headers(new OutgoingRequest("POST", URI.create(url() + "/" + one.path()), body));
            assertThat(headers.values()).allSatisfy(value -> assertThat(value).doesNotContain("\n"));
        }
        assertThat(JsonReader.text(request.json())).isEqualTo(before);
        assertThat(protocol.withoutOptionalFields(request)).isSameAs(request);
    }

    @Test
    void aWholeAnswerHasTextEndAndUsage() {
        ChatResponse answer = protocol().chatResponse(MODEL, JsonReader.object(whole(), "the answer"));
        assertThat(answer.text()).isEqualTo(text());
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.usage()).isEqualTo(usage());
    }

    @Test
    void anAnswerWithoutContentIsNone() {
        ProviderException error =
                catchThrowableOfType(ProviderException.class, () -> protocol().chatResponse(MODEL, JsonFields.EMPTY));
        assertThat(error).isNotNull();
        assertThat(error.failure().kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    }

    /** Chunks of a stream and what its reader says of them. */
    private final class Reading {
        private final EventDecoder decoder = protocol().eventDecoder();
        private final StreamReader reader = protocol().streamReader(MODEL, ChatRequest.user("Hello?"));
        private final StringBuilder text = new StringBuilder();
        private String finish = "";
        private Usage counted = Usage.UNKNOWN;

        Reading add(byte[] bytes) {
            for (ServerEvent event : decoder.feed(bytes)) {
                for (ChatChunk chunk : reader.read(event)) {
                    text.append(chunk.text());
                    finish = chunk.finishReason().isEmpty() ? finish : chunk.finishReason();
                    counted = chunk.usage().isKnown() ? chunk.usage() : counted;
                }
            }
            return this;
        }

        void isWhole() {
            assertThat(text.toString()).isEqualTo(text());
            assertThat(finish).isEqualTo("stop");
            assertThat(counted).isEqualTo(usage());
            assertThat(reader.isWholeAtEnd()).isTrue();
        }
    }

    @Test
    void aStreamIsTheSameHoweverItsBytesAreSplit() {
        byte[] bytes = stream();
        new Reading().add(bytes).isWhole();
        Reading single = new Reading();
        for (byte each : bytes) {
            single.add(new byte[] {each});
        }
        single.isWhole();
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            Reading split = new Reading();
            for (int at = 0; at < bytes.length; ) {
                int next = Math.min(bytes.length, at + 1 + random.nextInt(40));
                split.add(Arrays.copyOfRange(bytes, at, next));
                at = next;
            }
            split.isWhole();
        }
    }

    /** Every cut point: an answer that lacks a part never counts as whole. */
    @Test
    void aCutStreamIsNeverWhole() {
        byte[] bytes = stream();
        for (int cut = 0; cut < bytes.length; cut++) {
            Reading reading = new Reading().add(Arrays.copyOf(bytes, cut));
            if (reading.reader.isWhole() || reading.reader.isWholeAtEnd() || reading.reader.isOver()) {
                assertThat(reading.text.toString())
                        .as("cut after %d bytes", cut)
                        .isEqualTo(text());
                assertThat(reading.finish).as("cut after %d bytes", cut).isEqualTo("stop");
            }
        }
    }

    @Test
    void aStreamIsNoDocument() {
        EventDecoder decoder = protocol().eventDecoder();
        assertThat(decoder.isDocument(stream())).isFalse();
        assertThat(decoder.mediaType()).contains("/");
    }

    @Test
    void errorsHaveTheirKinds() {
        FailureReader reader = new FailureReader("contract", url().getHost(), FailureMappings.NONE);
        assertThat(errors()).isNotEmpty().allSatisfy(sample -> {
            ErrorReport report =
                    protocol().error(sample.body(), name -> sample.headers().get(name.toLowerCase(Locale.ROOT)));
            assertThat(reader.refused(sample.status(), sample.headers()::get, report, "", NOW)
                            .kind())
                    .as(sample.status() + " " + new String(sample.body(), StandardCharsets.UTF_8))
                    .isEqualTo(sample.kind());
        });
    }

    @Test
    void fieldsThatCannotBeExpressedAreNamed() {
        unsupported().forEach((field, request) -> {
            ProviderException error = catchThrowableOfType(
                    ProviderException.class, () -> protocol().chatRequest(MODEL, request, true));
            assertThat(error).as(field).isNotNull();
            assertThat(error.failure().kind()).as(field).isEqualTo(FailureKind.UNSUPPORTED);
            assertThat(error.failure().message()).contains(field);
        });
    }

    /** Bytes that are no stream fail or are passed over; they are never an answer and no other exception. */
    @Test
    void noiseIsNoAnswer() {
        Random random = new Random(SEED);
        byte[] bytes = stream();
        for (int round = 0; round < 500; round++) {
            byte[] noisy = bytes.clone();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            try {
                new Reading().add(noisy);
            } catch (ProviderException | ReportedErrorException expected) {
                assertThat(expected.toString()).doesNotContain(text());
            }
        }
    }

    /**
     * Returns a request with a further field.
     *
     * @param name the field's name
     * @param value the value, as JSON with single quotes
     * @return the request
     */
    protected static ChatRequest with(String name, String value) {
        String json = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}],\"" + name + "\":"
                + value.lines().collect(Collectors.joining()).replace('\'', '"') + "}";
        return ChatRequest.of(JsonReader.object(json.getBytes(StandardCharsets.UTF_8), "the request"));
    }
}
