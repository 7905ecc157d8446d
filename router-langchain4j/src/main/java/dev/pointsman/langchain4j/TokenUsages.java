package dev.pointsman.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/** Mapper of LangChain4j's token usage. */
final class TokenUsages {
    private TokenUsages() {}

    static Usage of(@Nullable TokenUsage usage) {
        return usage == null
                ? Usage.UNKNOWN
                : Usage.of(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
