package dev.pointsman.clients;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;

/** Protocol of a provider behind the gateway. */
enum Protocol {
    OPENAI("openai"),
    RESPONSES("openai-responses"),
    ANTHROPIC("anthropic"),
    GEMINI("gemini"),
    BEDROCK("bedrock");

    private final String wire;

    Protocol(String wire) {
        this.wire = wire;
    }

    FaultyProviderBuilder provider() {
        return switch (this) {
            case OPENAI -> FaultyProvider.openAi();
            case RESPONSES -> FaultyProvider.openAiResponses();
            case ANTHROPIC -> FaultyProvider.anthropic();
            case GEMINI -> FaultyProvider.gemini();
            case BEDROCK -> FaultyProvider.bedrock();
        };
    }

    /** Returns the name in the configuration. */
    @Override
    public String toString() {
        return wire;
    }
}
