package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.micronaut.chat.internal.ObservedChunks;
import dev.pointsman.micronaut.chat.internal.ReactiveSource;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.StreamSink;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Streaming call with failover before the first token and resumption after it.
 *
 * <p>Ends of attempts are reported before the reader's buffer; while that is full, the provider is not read. Every
 * subscription is a separate call.
 */
final class StreamingCall extends StreamSink<ChatChunk, Flux<ChatChunk>> {
    private final ChatRequest request;
    private final StreamSource source;
    /** Until the stream begins, as it keeps the operators of the response. Confined to the serialized signals. */
    private @Nullable MonoSink<RouteResult<Flux<ChatChunk>>> waiter;

    private final CallDriver<ChatChunk, Flux<ChatChunk>> driver;
    private final StreamBuffer chunks;
    private final ObservedChunks observed; // confined to the serialized signals
    private final StreamedContent sent; // confined to the serialized signals

    private StreamingCall(
            ModelRouter router,
            RouteRequest route,
            ChatRequest request,
            StreamSource source,
            AnswerLimits limits,
            AnswerObserver observer,
            MonoSink<RouteResult<Flux<ChatChunk>>> waiter) {
        super(limits.maxKept(), "pointsman.answers.max-kept");
        this.request = request;
        this.source = source;
        this.waiter = waiter;
        this.observed = new ObservedChunks(observer, request);
        this.sent = new StreamedContent(request.choices(), limits.maxKept());
        this.driver = router.drive(route, new ReactiveSource<>(this::ask, waiter.contextView()), this);
        this.chunks = new StreamBuffer(limits, driver::resume, driver::cancel);
        waiter.onCancel(driver::cancel);
    }

    /** Completes with the first chunk; chunks that are not read are kept in a buffer of limited memory. */
    static Mono<RouteResult<Flux<ChatChunk>>> run(
            ModelRouter router,
            RouteRequest route,
            ChatRequest request,
            StreamSource source,
            AnswerLimits limits,
            AnswerObserver observer) {
        return Mono.create(
                waiter -> new StreamingCall(router, route, request, source, limits, observer, waiter).driver.start());
    }

    private void respond(RouteResult<Flux<ChatChunk>> result) {
        MonoSink<RouteResult<Flux<ChatChunk>>> first = waiter;
        waiter = null;
        if (first != null) {
            first.success(result);
        }
    }

    /** A trial beside the call answers from the beginning; what it answers is not sent. */
    private Flux<ChatChunk> ask(Attempt attempt) {
        return isBegun() && !attempt.isBesideTrial()
                ? new StreamResumption(request, source, sent.text(), sent.id()).chunks(attempt)
                : source.ask(attempt, request);
    }

    @Override
    public Usage usage(ChatChunk chunk) {
        return chunk.usage();
    }

    @Override
    protected long weight(ChatChunk chunk) {
        return chunk.weight();
    }

    /** The first chunk of an attempt is requested even if the buffer is full: its model is not to blame for that. */
    @Override
    protected boolean isReaderReady(Attempt attempt) {
        return attempt != serving() || chunks.hasCapacity();
    }

    @Override
    protected State send(Attempt attempt, ChatChunk chunk) {
        sent.add(chunk);
        chunks.add(chunk);
        observed.add(attempt, chunk, sent.isWhole());
        if (!isBegun()) {
            respond(driver.started(attempt, chunks.reader()));
        }
        return sent.isWhole() ? State.WHOLE : State.STARTED;
    }

    @Override
    protected boolean isResumable() {
        return sent.isOnlyText();
    }

    @Override
    public Flux<ChatChunk> answer(Attempt attempt) {
        attempt.pausedByCaller(chunks.fullFor());
        return chunks.reader();
    }

    @Override
    protected void complete(RouteResult<Flux<ChatChunk>> result, List<ChatChunk> unsent) {
        respond(result);
        unsent.forEach(chunks::add);
        chunks.complete();
    }

    @Override
    protected void fail(Throwable error, boolean begun) {
        if (begun || waiter == null) {
            chunks.fail(error);
        } else {
            waiter.error(error);
        }
    }

    @Override
    protected Throwable notResumed(Throwable first, Throwable last) {
        return new ProviderException(FailureClassifier.standard().classify(first), last);
    }
}
