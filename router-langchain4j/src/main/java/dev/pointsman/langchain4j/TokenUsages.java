package dev.pointsman.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Mapper of LangChain4j's token usage. Cached tokens are in subclasses of its modules, known by the names of their
 * methods: those of Anthropic count them beside the input tokens, those of OpenAI among them.
 */
final class TokenUsages {
    private TokenUsages() {}

    static Usage of(@Nullable TokenUsage usage) {
        if (usage == null) {
            return Usage.UNKNOWN;
        }
        int input = count(usage.inputTokenCount());
        int output = count(usage.outputTokenCount());
        int read = count(property(usage, "cacheReadInputTokens"));
        int written = count(property(usage, "cacheCreationInputTokens"));
        if (read + written > 0) {
            return new Usage(input + read + written, read, written, 0, output);
        }
        Object details = property(usage, "inputTokensDetails");
        int cached = details == null ? 0 : count(property(details, "cachedTokens"));
        return new Usage(input, Math.min(cached, input), output);
    }

    private static @Nullable Object property(Object target, String name) {
        try {
            return target.getClass().getMethod(name).invoke(target);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // of another vendor, or another version
        }
    }

    private static int count(@Nullable Object tokens) {
        return tokens instanceof Integer number ? Math.max(0, number) : 0;
    }
}
