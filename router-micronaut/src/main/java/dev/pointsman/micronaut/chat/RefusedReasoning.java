package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refusals of the opaque reasoning state in a request: such a request is sent once more without it, to the same model,
 * within the same attempt, so that a session does not end with it.
 */
final class RefusedReasoning {
    private static final Pattern WORDS = Pattern.compile(
            "signature|thinking. block|thinking block|encrypted_content|encrypted content|reasoning item|thought_?signature");

    private RefusedReasoning() {}

    /** Returns whether an error says that the state is invalid, and the request has any that can be left out. */
    static boolean isCause(Throwable error, ChatRequest request) {
        if (!(error instanceof ProviderException refused)
                || !isRefusal(refused.failure())
                || !request.isWithReasoning()) {
            return false;
        }
        for (JsonNode message : request.messages()) {
            if (JsonFields.field(message, "reasoning_details") != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefusal(Failure failure) {
        return failure.kind() == FailureKind.INVALID_REQUEST
                && WORDS.matcher(failure.message().toLowerCase(Locale.ROOT)).find();
    }
}
