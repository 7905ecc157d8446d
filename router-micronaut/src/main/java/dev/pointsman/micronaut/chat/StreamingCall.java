package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.FailureClassifier;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RoutedCall;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ProviderExceptions;
import java.util.ArrayList;
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
final class StreamingCall implements HedgedAttempts.Caller<ChatChunk> {
    private static final String WHOLE = ""; // result reported to the call; never read

    private final RoutedCall call;
    private final ChatRequest request;
    private final StreamSource source;
    private final MonoSink<RouteResult<Flux<ChatChunk>>> waiter;
    private final HedgedAttempts<ChatChunk> attempts;
    private final AnswerLimits limits;
    private final StreamBuffer chunks;
    // All below are confined to the serialized signals; cancellation reads the volatile ones.
    private final StreamedContent sent;
    private final List<ChatChunk> held = new ArrayList<>();
    private long heldBytes;
    private boolean open;
    private @Nullable Failure broken; // first break of the answer
    private volatile Usage usage = Usage.UNKNOWN;
    private volatile boolean whole;

    private StreamingCall(
            RoutedCall call,
            ChatRequest request,
            StreamSource source,
            AnswerLimits limits,
            MonoSink<RouteResult<Flux<ChatChunk>>> waiter) {
        this.call = call;
        this.request = request;
        this.source = source;
        this.waiter = waiter;
        this.limits = limits;
        this.sent = new StreamedContent(request.choices(), limits.maxKept());
        this.attempts = new HedgedAttempts<>(call, this, waiter.contextView());
        this.chunks = new StreamBuffer(limits, attempts::resume, attempts::leave);
    }

    /** Completes with the first chunk; chunks that are not read are kept in a buffer of limited memory. */
    static Mono<RouteResult<Flux<ChatChunk>>> run(
            ModelRouter router, RouteRequest route, ChatRequest request, StreamSource source, AnswerLimits limits) {
        return Mono.create(waiter -> new StreamingCall(router.begin(route), request, source, limits, waiter).start());
    }

    private void start() {
        waiter.onCancel(attempts::leave);
        attempts.next();
    }

    @Override
    public Flux<ChatChunk> ask(Attempt attempt) {
        return sent.isBegun()
                ? new StreamResumption(request, source, sent.text(), sent.id()).chunks(attempt)
                : source.ask(attempt, request);
    }

    @Override
    public Flux<ChatChunk> askBeside(Attempt trial) {
        return source.ask(trial, request);
    }

    @Override
    public Usage usage(ChatChunk chunk) {
        return chunk.usage();
    }

    @Override
    public void received(Attempt attempt, ChatChunk chunk) {
        Usage now = usage(chunk);
        usage = now.isKnown() ? now : usage;
        if (attempt.midStream() == MidStream.BUFFER) {
            hold(chunk);
        } else {
            send(attempt, chunk);
        }
    }

    private void hold(ChatChunk chunk) {
        heldBytes += chunk.weight();
        if (heldBytes > limits.maxKept()) {
            throw ProviderExceptions.badResponse(
                    "a buffered stream of over " + limits.maxKept() + " bytes of memory",
                    "at most pointsman.answers.max-kept");
        }
        held.add(chunk);
    }

    @Override
    public boolean hasCapacity() {
        return chunks.hasCapacity();
    }

    private void send(Attempt attempt, ChatChunk chunk) {
        sent.add(chunk);
        whole = sent.isWhole();
        chunks.add(chunk);
        open(attempt);
    }

    private void open(Attempt attempt) {
        if (!open) {
            open = true;
            waiter.success(call.started(attempt, chunks.reader()));
        }
    }

    @Override
    public void completed(Attempt attempt) {
        attempt.pausedByCaller(chunks.fullFor());
        attempt.succeed(usage);
        held.forEach(chunk -> send(attempt, chunk));
        open(attempt);
        call.succeeded(attempt, WHOLE);
        chunks.complete();
    }

    @Override
    public void failed(Attempt attempt, Throwable error) {
        if (whole) { // errors after the end are ignored
            completed(attempt);
            return;
        }
        held.clear();
        heldBytes = 0;
        usage = Usage.UNKNOWN;
        if (broken == null && sent.isBegun()) {
            broken = FailureClassifier.standard().classify(error);
        }
        if (error instanceof ContinuationMismatchException) {
            call.cancelled(attempt);
            gaveUp(error);
        } else if (sent.isBegun() && (attempt.midStream() == MidStream.FAIL || !sent.isOnlyText())) {
            call.failedMidStream(attempt, error);
            end(error);
        } else {
            failOver(attempt, error);
        }
    }

    private void failOver(Attempt attempt, Throwable error) {
        try {
            call.failed(attempt, error);
        } catch (Throwable last) { // the call rethrows errors classified as the caller's own
            gaveUp(last);
            return;
        }
        attempts.next();
    }

    @Override
    public void left(Attempt attempt) {
        if (whole) {
            attempt.succeed(usage);
            call.succeeded(attempt, WHOLE);
        } else {
            call.cancelled(attempt);
        }
    }

    @Override
    public void gaveUp(Throwable error) {
        Failure first = broken;
        end(first == null ? error : new ProviderException(first, error));
    }

    private void end(Throwable error) {
        if (open) {
            chunks.fail(error);
        } else {
            waiter.error(error);
        }
    }
}
