package dev.pointsman.micronaut.chat;

/** Protocol of a provider. */
public enum Wire {
    /** OpenAI's chat completions and embeddings, also used by many other providers and local servers. */
    OPENAI,
    /** Anthropic's Messages; chat only. */
    ANTHROPIC
}
