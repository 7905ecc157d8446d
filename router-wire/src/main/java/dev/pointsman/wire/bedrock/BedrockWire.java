package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Amazon Bedrock's Converse and ConverseStream, translated from and to the neutral form. */
final class BedrockWire implements WireProtocol {
    private final BedrockAccess access;
    private final ReasoningStates reasoning;
    private final InstantSource clock;
    private final AtomicLong answers = new AtomicLong();

    BedrockWire(ProviderAccount account) {
        this.access = BedrockAccess.of(account);
        this.reasoning = new ReasoningStates(account);
        this.clock = account.clock();
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return access.headers(request);
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        String id = URLEncoder.encode(model.name(), StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode body = new BedrockRequests(reasoning.of(model)).translate(model, request);
        return WireRequest.of("model/" + id + (stream ? "/converse-stream" : "/converse"), body)
                .withReasoningReset(BedrockThinking.isReset(request.json(), JsonFields.items(body, "messages")));
    }

    @Override
    public ChatRequest withoutOptionalFields(ChatRequest request) {
        return BedrockFields.withoutOptional(request);
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        return new BedrockResponses(reasoning.of(model), clock).translate(body, nextId(clock.instant()), model.name());
    }

    @Override
    public EventDecoder eventDecoder() {
        return new BedrockFrames();
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        Instant now = clock.instant();
        return new BedrockStream(reasoning.of(model), nextId(now), now, model.name());
    }

    /** Returns an id for an answer: the protocol has none, and clients expect one. */
    private String nextId(Instant now) {
        return "chatcmpl-" + Long.toHexString(now.toEpochMilli()) + "-" + answers.incrementAndGet();
    }

    /** Reads the type of an error from the header that holds it, as in {@code ThrottlingException:http://…}. */
    @Override
    public ErrorReport error(byte[] body, Function<String, @Nullable String> headers) {
        ErrorReport report = error(body);
        String type = headers.apply("x-amzn-errortype");
        if (type == null || type.isBlank()) {
            return report;
        }
        String code = type.substring(type.indexOf('#') + 1).split(":", 2)[0];
        Set<String> codes = new LinkedHashSet<>();
        codes.add(code.strip().toLowerCase(Locale.ROOT));
        codes.addAll(report.codes());
        return new ErrorReport(codes, report.message(), report.status(), report.retryDelay(), report.param());
    }
}
