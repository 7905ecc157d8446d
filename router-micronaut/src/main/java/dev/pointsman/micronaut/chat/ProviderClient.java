package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.answer.ReasoningResets;
import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.micronaut.chat.internal.ReportedLimits;
import dev.pointsman.model.Model;
import dev.pointsman.model.Timeouts;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.http.ByteBodyHttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Client of one provider; every error is a {@link ProviderException}. Every subscription sends a request; cancelling it
 * closes its connection. Thread-safe.
 */
final class ProviderClient implements AutoCloseable {
    private static final int LARGEST_ERROR = 64 * 1024;
    private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    private static final Timeouts COUNT_TIMEOUTS = new Timeouts(null, null, CHECK_TIMEOUT);

    private final String name;
    private final WireProtocol wire;
    private final ProviderErrors errors;
    private final OwnFields fields = new OwnFields();
    private final RequestRepairs repairs;
    private final ProviderHttp http;
    private final AnswerLimits limits;
    private final AnswerMemory memory;
    private final ReportedLimits reported;

    ProviderClient(
            ProviderSettings settings,
            WireProtocols protocols,
            FailureMappings mappings,
            InstantSource clock,
            HttpClients clients,
            AnswerLimits limits,
            AnswerMemory memory,
            ReportedLimits reported) {
        this.name = settings.wire();
        this.repairs = new RequestRepairs(name);
        this.wire = protocols.create(
                name,
                new ProviderAccount(
                        settings.name(), settings.url(), settings.apiKey(), settings.organization(), clock));
        this.errors = new ProviderErrors(settings, wire, mappings, clock);
        this.limits = limits;
        this.memory = memory;
        this.reported = reported;
        this.http = new ProviderHttp(settings, wire, clients);
    }

    /** Returns the name of the provider's protocol. */
    String wire() {
        return name;
    }

    ChatRequest withoutOptionalFields(ChatRequest request) {
        return wire.withoutOptionalFields(request);
    }

    Mono<ChatResponse> complete(CallTarget target, ChatRequest request) {
        return this.<ChatResponse>repaired(
                        target, request, false, (sent, rendered, body) -> answer(target, sent, rendered, body))
                .singleOrEmpty();
    }

    /** Returns the chunks; the first one arrives with or after the first token. */
    Flux<ChatChunk> stream(CallTarget target, ChatRequest request) {
        return repaired(target, request, true, (sent, rendered, body) -> chunks(target, sent, rendered, body));
    }

    /** Exchange of a rendered request, whose body may have been changed since, for an answer or its chunks. */
    @FunctionalInterface
    private interface Exchange<T> {
        Publisher<T> with(ChatRequest request, WireRequest rendered, JsonNode body);
    }

    /** Returns an answer or its chunks, after the repairs that it needs; the request is rendered on subscription. */
    private <T> Flux<T> repaired(CallTarget target, ChatRequest request, boolean stream, Exchange<T> exchange) {
        return repairs.send(
                target.model(),
                request,
                (sent, reset) -> Flux.deferContextual(context -> {
                    WireRequest rendered = render(target, sent, stream);
                    ReasoningResets.note(context, target.model(), reset || rendered.isReasoningReset());
                    JsonNode asked = sent.json();
                    JsonNode body = fields.known(rendered.body(), asked);
                    return Flux.from(exchange.with(sent, rendered, body))
                            .onErrorResume(RefusedException.class, refused -> {
                                OwnFields.Repair repair = OwnFields.repair(body, asked, refused.fields());
                                return repair == null
                                        ? Flux.error(refused)
                                        : Flux.from(exchange.with(sent, rendered, repair.body()))
                                                .doOnComplete(() -> fields.learn(repair.change()));
                            });
                }));
    }

    private WireRequest render(CallTarget target, ChatRequest request, boolean stream) {
        List<String> lost = request.lost(name);
        if (!lost.isEmpty()) {
            throw ProviderExceptions.untranslatable(lost.get(0), "present", "absent on wire " + name);
        }
        return wire.chatRequest(target.model(), request, stream);
    }

    private Mono<ChatResponse> answer(CallTarget target, ChatRequest request, WireRequest rendered, JsonNode body) {
        return exchange(target, rendered, body, answer -> {
            ChatResponse read = NamedModel.in(wire.chatResponse(target.model(), answer.json()), target.model());
            return request.source(name) == null ? read : read.withSource(name, answer.json(), answer.bytes());
        });
    }

    Mono<EmbeddingResponse> embed(CallTarget target, EmbeddingRequest request) {
        return Mono.defer(() -> {
            WireRequest rendered = wire.embeddingRequest(target.model(), request);
            return exchange(target, rendered, rendered.body(), answer -> wire.embeddingResponse(answer.json()));
        });
    }

    /** Returns whether the provider counts the tokens of a request of this form. */
    boolean counts(Model model, ChatRequest request) {
        return wire.countRequest(model, request) != null;
    }

    /** Returns the provider's answer to a request for the number of tokens; empty if it cannot be asked. */
    Mono<JsonNode> count(Model model, ChatRequest request) {
        return Mono.defer(() -> {
            WireRequest rendered = wire.countRequest(model, request);
            CallTarget target = new CallTarget(model, COUNT_TIMEOUTS, spent -> {});
            return rendered == null
                    ? Mono.empty()
                    : exchange(target, rendered, rendered.body(), WholeExchange.Body::json);
        });
    }

    /** Checks whether the provider answers; never emits an error. */
    Mono<Boolean> reaches(String path) {
        return Mono.defer(() -> {
            HttpCall call = http.get(path);
            return call.response()
                    .flatMap(response -> HttpCall.first(HttpCall.bytes(response), LARGEST_ERROR)
                            .doOnCancel(call::abort)
                            .thenReturn(ProviderHttp.isReached(response)))
                    .timeout(CHECK_TIMEOUT)
                    .onErrorReturn(false);
        });
    }

    private Flux<ChatChunk> chunks(CallTarget target, ChatRequest request, WireRequest rendered, JsonNode body) {
        EventDecoder decoder = wire.eventDecoder();
        HttpCall call = http.post(rendered, rendered.bytes(body), decoder.mediaType());
        StreamReader reader = NamedModel.in(wire.streamReader(target.model(), request), target.model());
        long sent = reported.now();
        return new ChatStream(call, decoder, reader, target, errors, limits.maxStream())
                .chunksOf(bytes ->
                        call.send(response -> read(target, call, decoder, response, sent, bytes), bytes::onError));
    }

    private <T> Mono<T> exchange(
            CallTarget target, WireRequest rendered, JsonNode body, Function<WholeExchange.Body, T> reader) {
        HttpCall call = http.post(rendered, rendered.bytes(body), "application/json");
        long sent = reported.now();
        return new WholeExchange<T>(
                        call, limits.maxWhole(), memory.lease(), error -> errors.from(error, call.hasResponded()))
                .within(
                        target.response(),
                        (response, exchange) -> isGood(target, response, sent)
                                ? exchange.body(response, reader)
                                : this.<T>refusal(call, response));
    }

    private void read(
            CallTarget target,
            HttpCall call,
            EventDecoder decoder,
            ByteBodyHttpResponse<?> response,
            long sent,
            CoreSubscriber<byte[]> bytes) {
        if (isGood(target, response, sent)) {
            response.byteBody()
                    .toByteArrayPublisher()
                    .subscribe(new DocumentCheck(call, decoder::isDocument, limits.maxWhole(), memory, bytes));
        } else {
            this.<byte[]>refusal(call, response).subscribe(bytes);
        }
    }

    /** Returns the failure of an error response; reading its body has a short timeout. */
    private <T> Mono<T> refusal(HttpCall call, ByteBodyHttpResponse<?> response) {
        return HttpCall.first(HttpCall.bytes(response), LARGEST_ERROR)
                .doOnCancel(call::abort)
                .timeout(ERROR_BODY_TIMEOUT)
                .onErrorReturn(new byte[0])
                .flatMap(body -> Mono.error(errors.refused(response.code(), response.getHeaders(), body)));
    }

    /** Returns whether the status is a success; reports the rate limits of its headers, and an exhausted one. */
    private boolean isGood(CallTarget target, ByteBodyHttpResponse<?> response, long sent) {
        reported.told(target.model(), response.getHeaders(), sent);
        if (response.code() < 200 || response.code() >= 300) {
            return false;
        }
        Duration spent = errors.spent(response.getHeaders());
        if (spent != null && !spent.isZero()) {
            target.spent().accept(spent);
        }
        return true;
    }

    @Override
    public void close() {
        http.close();
    }
}
