package dev.pointsman.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.langchain4j.StreamEvent.Complete;
import dev.pointsman.langchain4j.StreamEvent.Text;
import dev.pointsman.langchain4j.StreamEvent.Thinking;
import dev.pointsman.langchain4j.StreamEvent.Tool;
import dev.pointsman.langchain4j.StreamEvent.ToolPiece;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answer of one attempt's model as a publisher, for one subscriber. Ends with an error if the model ends without a
 * finish reason, or is silent for longer than the attempt's timeouts.
 *
 * <p>Events of the model and its silence end the stream on different threads. A state with one winner keeps the signals
 * in order, without a lock around the subscriber.
 */
final class AttemptStream implements StreamingChatResponseHandler, Flow.Subscription {
    private enum State {
        WAITING,
        DELIVERING,
        ENDED
    }

    private final Attempt attempt;
    private final Flow.Subscriber<? super StreamEvent> subscriber;
    private final Consumer<ChatResponse> onResponse;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final SilenceTimer timer;
    private final StreamingChatModel model;
    private final Runnable onRestart;
    private volatile AttemptRequest request;
    private volatile boolean heard;
    private volatile @Nullable StreamingHandle handle;

    private AttemptStream(
            StreamingChatModel model,
            AttemptRequest request,
            Attempt attempt,
            Flow.Subscriber<? super StreamEvent> subscriber,
            Runnable onRestart,
            Consumer<ChatResponse> onResponse) {
        this.model = model;
        this.request = request;
        this.attempt = attempt;
        this.subscriber = subscriber;
        this.onRestart = onRestart;
        this.onResponse = onResponse;
        this.timer = new SilenceTimer(attempt.timeouts(), this::silent);
    }

    /**
     * Returns a publisher that asks the model when it is subscribed to.
     *
     * @param onRestart runs if the model refused to continue a text, and is asked from the beginning
     * @param onResponse receives the response before it is published
     */
    static Flow.Publisher<StreamEvent> of(
            StreamingChatModel model,
            AttemptRequest request,
            Attempt attempt,
            Runnable onRestart,
            Consumer<ChatResponse> onResponse) {
        return subscriber -> new AttemptStream(model, request, attempt, subscriber, onRestart, onResponse).start();
    }

    private void start() {
        subscriber.onSubscribe(this);
        timer.start();
        ask();
    }

    private void ask() {
        try {
            model.chat(request.sent(), this);
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    /** Does nothing: a model of LangChain4j can't be slowed down. */
    @Override
    public void request(long elements) {}

    @Override
    public void cancel() {
        state.set(State.ENDED);
        stop();
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        handle = context.streamingHandle();
        deliver(new Text(piece.text()));
    }

    @Override
    public void onPartialResponse(String text) {
        deliver(new Text(text));
    }

    @Override
    public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
        handle = context.streamingHandle();
        deliver(new Thinking(piece));
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        deliver(new Thinking(piece));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
        handle = context.streamingHandle();
        deliver(new ToolPiece(piece));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        deliver(new ToolPiece(piece));
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        deliver(new Tool(call));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (response.finishReason() == null) {
            onError(new ProviderException(Failure.of(FailureKind.CUT, "the stream ended without a finish reason")));
        } else {
            onResponse.accept(response);
            deliver(new Complete(response));
            if (state.compareAndSet(State.WAITING, State.ENDED)) {
                timer.stop();
                subscriber.onComplete();
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        boolean mayRestart = request.isContinuation() && !heard && error instanceof InvalidRequestException;
        if (mayRestart && state.get() == State.WAITING) {
            request = request.fromTheBeginning();
            onRestart.run();
            ask();
        } else if (state.getAndSet(State.ENDED) != State.ENDED) {
            timer.stop();
            subscriber.onError(ModelErrors.of(error));
        }
    }

    private void deliver(StreamEvent event) {
        if (state.compareAndSet(State.WAITING, State.DELIVERING)) {
            heard = true;
            attempt.firstToken();
            subscriber.onNext(event);
            timer.heard();
            state.compareAndSet(State.DELIVERING, State.WAITING); // a cancellation meanwhile stays
        }
    }

    /** Ends a stream in whose waiting nothing came; the time that a reader takes does not count. */
    private boolean silent(String message) {
        if (!state.compareAndSet(State.WAITING, State.ENDED)) {
            return false;
        }
        stop();
        subscriber.onError(new ProviderException(Failure.of(FailureKind.TIMEOUT, message)));
        return true;
    }

    private void stop() {
        timer.stop();
        StreamingHandle running = handle;
        if (running != null) {
            try {
                running.cancel();
            } catch (RuntimeException e) {
                handle = null; // of a client that cannot cancel: its further events are dropped
            }
        }
    }
}
