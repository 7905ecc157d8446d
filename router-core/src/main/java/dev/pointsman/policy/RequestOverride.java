package dev.pointsman.policy;

import org.jspecify.annotations.Nullable;

/**
 * Changes to requests for the models of a tier, which may need shorter answers or another system prompt.
 *
 * @param maxTokens the maximum number of answer tokens, if the request has a higher or no limit; at least 1; 0 for no
 *     change
 * @param systemBefore a line before the system prompt; null for none
 * @param systemAfter a line after the system prompt; null for none
 */
public record RequestOverride(
        int maxTokens,
        @Nullable String systemBefore,
        @Nullable String systemAfter) {

    /** No change. */
    public static final RequestOverride NONE = new RequestOverride(0, null, null);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code maxTokens} is negative
     */
    public RequestOverride {
        if (maxTokens < 0) {
            throw new IllegalArgumentException("maxTokens: " + maxTokens + " (expected: >= 1)");
        }
    }
}
