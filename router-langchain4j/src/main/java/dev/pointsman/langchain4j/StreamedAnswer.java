package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.pointsman.failure.ContinuationMismatchException;
import dev.pointsman.langchain4j.StreamEvent.Complete;
import dev.pointsman.langchain4j.StreamEvent.Text;
import dev.pointsman.langchain4j.StreamEvent.Thinking;
import dev.pointsman.langchain4j.StreamEvent.Tool;
import dev.pointsman.langchain4j.StreamEvent.ToolPiece;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.StreamSink;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answer of one streaming call for its handler, over all attempts. Tool calls are sent with the end of the response. */
final class StreamedAnswer extends StreamSink<StreamEvent, ChatResponse> implements StreamingHandle {
    private static final int MOST_KEPT = 4 * 1024 * 1024;
    private static final long EVENT_BYTES = 64;
    private static final long TOOL_BYTES = 1024;

    private final StreamingChatResponseHandler handler;
    private final Consumer<RouteResult<ChatResponse>> onResult;
    private final PartialResponseContext context = new PartialResponseContext(this);
    private final Map<Attempt, ChatResponse> responses = new ConcurrentHashMap<>();
    private final SentText sent = new SentText(MOST_KEPT); // confined to the serialized signals, as all below
    private final List<StreamEvent> tools = new ArrayList<>();
    private @Nullable Attempt thinker; // whose thinking is sent
    private boolean begun;
    private volatile @Nullable CallDriver<StreamEvent, ChatResponse> driver;
    private volatile boolean cancelled;
    private volatile @Nullable Attempt continuing; // whose model was given the text as the beginning of its answer

    StreamedAnswer(StreamingChatResponseHandler handler, Consumer<RouteResult<ChatResponse>> onResult) {
        super(MOST_KEPT, MOST_KEPT + " bytes of a buffered stream");
        this.handler = handler;
        this.onResult = onResult;
    }

    void start(CallDriver<StreamEvent, ChatResponse> call) {
        driver = call;
        call.start();
    }

    /**
     * Returns the events of an attempt; its response is kept until the call has ended. After a break a model that can
     * continues the text that was sent.
     */
    Flow.Publisher<StreamEvent> source(StreamingChatModel model, ChatRequest request, Attempt attempt) {
        boolean continues = isBegun()
                && attempt.belongsToCall()
                && sent.isKept()
                && attempt.model().capabilities().contains(Capability.PREFILL);
        AttemptRequest asked = new AttemptRequest(request, continues ? sent.prefill() : "");
        continuing = asked.isContinuation() ? attempt : null;
        return AttemptStream.of(
                model, asked, attempt, () -> continuing = null, response -> responses.put(attempt, response));
    }

    @Override
    public Usage usage(StreamEvent event) {
        return event instanceof Complete end ? TokenUsages.of(end.response().tokenUsage()) : Usage.UNKNOWN;
    }

    @Override
    protected long weight(StreamEvent event) {
        if (event instanceof Text piece) {
            return EVENT_BYTES + 2L * piece.text().length();
        }
        return event instanceof Thinking piece
                ? EVENT_BYTES + 2L * piece.piece().text().length()
                : TOOL_BYTES;
    }

    @Override
    protected boolean isReaderReady(Attempt attempt) {
        return true;
    }

    @Override
    protected void begin(Attempt attempt) {
        sent.begin(continuing == attempt);
        tools.clear();
    }

    @Override
    protected State send(Attempt attempt, StreamEvent event) {
        if (event instanceof Text piece) {
            sendText(sent.next(piece.text()));
        } else if (event instanceof Thinking piece) {
            sendThinking(attempt, piece);
        } else if (event instanceof Complete) {
            sendText(sent.end());
            return State.WHOLE;
        } else {
            tools.add(event);
        }
        return begun ? State.STARTED : State.WAITING;
    }

    private void sendText(String text) {
        if (!text.isEmpty()) {
            begun = true;
            handler.onPartialResponse(new PartialResponse(text), context);
        }
    }

    /** Thinking is of one model: that of another one would not continue it. */
    private void sendThinking(Attempt attempt, Thinking event) {
        if (thinker == null && !begun) {
            thinker = attempt;
        }
        if (thinker == attempt) {
            begun = true;
            handler.onPartialThinking(event.piece());
        }
    }

    @Override
    protected boolean isResumable() {
        return sent.isKept();
    }

    @Override
    public ChatResponse answer(Attempt attempt) {
        ChatResponse response = Objects.requireNonNull(responses.get(attempt), "a stream without its end");
        return continuing == attempt && sent.isKept() ? whole(response) : response;
    }

    /** A response that continues a text has its own part only. */
    private ChatResponse whole(ChatResponse rest) {
        return rest.toBuilder()
                .aiMessage(rest.aiMessage().toBuilder().text(sent.text()).build())
                .build();
    }

    @Override
    protected void complete(RouteResult<ChatResponse> result, List<StreamEvent> unsent) {
        unsent.forEach(this::deliver);
        tools.forEach(this::deliver);
        onResult.accept(result);
        handler.onCompleteResponse(result.value());
    }

    private void deliver(StreamEvent event) {
        if (event instanceof Text piece) {
            handler.onPartialResponse(new PartialResponse(piece.text()), context);
        } else if (event instanceof Thinking piece) {
            handler.onPartialThinking(piece.piece());
        } else if (event instanceof ToolPiece piece) {
            handler.onPartialToolCall(piece.piece());
        } else if (event instanceof Tool call) {
            handler.onCompleteToolCall(call.call());
        }
    }

    @Override
    protected void fail(Throwable error, boolean started) {
        handler.onError(error);
    }

    /** An answer that could not be continued has ended with its first break. */
    @Override
    protected Throwable notResumed(Throwable first, Throwable last) {
        return last instanceof ContinuationMismatchException ? first : last;
    }

    /** Cancels the call for its handler, which gets nothing more. */
    @Override
    public void cancel() {
        cancelled = true;
        CallDriver<StreamEvent, ChatResponse> call = driver;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
