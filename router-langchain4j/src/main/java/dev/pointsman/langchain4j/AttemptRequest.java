package dev.pointsman.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Request of one attempt: the caller's, or one that a model continues.
 *
 * @param caller the caller's request
 * @param prefill the beginning of the answer, which the model continues; empty for none
 */
record AttemptRequest(ChatRequest caller, String prefill) {
    boolean isContinuation() {
        return !prefill.isEmpty();
    }

    /** Returns the request to be sent: with the beginning of the answer as its last message, if there is one. */
    ChatRequest sent() {
        if (!isContinuation()) {
            return caller;
        }
        List<ChatMessage> messages = new ArrayList<>(caller.messages());
        messages.add(AiMessage.from(prefill));
        return caller.toBuilder().messages(messages).build();
    }

    AttemptRequest fromTheBeginning() {
        return new AttemptRequest(caller, "");
    }
}
