package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Handler that records what it gets. */
final class RecordedAnswer implements StreamingChatResponseHandler {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> text = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    @Override
    public void onPartialResponse(String piece) {
        text.add(piece);
        events.add("text");
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        events.add("tool " + call.toolExecutionRequest().name());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        events.add("complete");
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        events.add("error");
        end.completeExceptionally(error);
    }

    String text() {
        return String.join("", text);
    }

    ChatResponse response() throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(30, TimeUnit.SECONDS);
    }

    Throwable error() throws InterruptedException, TimeoutException {
        try {
            end.get(30, TimeUnit.SECONDS);
            throw new AssertionError("no error, but: " + text);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
