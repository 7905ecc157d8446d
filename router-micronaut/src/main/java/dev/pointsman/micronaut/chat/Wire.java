package dev.pointsman.micronaut.chat;

/** The protocol that a provider speaks. */
public enum Wire {
    /** OpenAI's chat completions and embeddings, as many other providers and local servers speak them too. */
    OPENAI,
    /** Anthropic's Messages; chat only. */
    ANTHROPIC
}
