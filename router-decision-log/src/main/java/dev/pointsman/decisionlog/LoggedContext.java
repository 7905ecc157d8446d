package dev.pointsman.decisionlog;

import dev.pointsman.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a call asked for, as far as a strategy could see it.
 *
 * @param operation the kind of work
 * @param streaming whether the answer was to come token by token
 * @param expectedInputTokens how long the prompt was, as the caller counted it; 0 if unknown
 * @param estimatedInputTokens how long the prompt looked; 0 if unknown
 * @param expectedOutputTokens how long the caller expected the answer to be; 0 if unknown
 * @param maxTokens the most tokens the answer might have; 0 if not limited
 * @param tenant the hash of the tenant; null if there was none, or it is not logged
 * @param session the hash of the session; null if there was none, or it is not logged
 * @param previousModel the model that served the session before; null if there was none
 */
public record LoggedContext(
        Operation operation,
        boolean streaming,
        int expectedInputTokens,
        int estimatedInputTokens,
        int expectedOutputTokens,
        int maxTokens,
        @Nullable String tenant,
        @Nullable String session,
        @Nullable String previousModel) {}
