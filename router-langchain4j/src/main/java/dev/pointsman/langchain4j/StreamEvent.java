package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;

/** Event of a streamed answer, as LangChain4j's handlers get it. */
sealed interface StreamEvent {
    /** A piece of the text. */
    record Text(String text) implements StreamEvent {}

    /** A piece of the model's thinking. */
    record Thinking(PartialThinking piece) implements StreamEvent {}

    /** A piece of a tool call. */
    record ToolPiece(PartialToolCall piece) implements StreamEvent {}

    /** A tool call. */
    record Tool(CompleteToolCall call) implements StreamEvent {}

    /** The end of the answer. */
    record Complete(ChatResponse response) implements StreamEvent {}
}
