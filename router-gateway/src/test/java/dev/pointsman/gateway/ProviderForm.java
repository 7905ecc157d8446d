package dev.pointsman.gateway;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import java.util.Locale;

/** Protocol of a provider behind the gateway. */
enum ProviderForm {
    OPENAI,
    OPENAI_RESPONSES,
    ANTHROPIC,
    GEMINI,
    BEDROCK;

    /** Returns the protocol's name in a configuration. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    FaultyProviderBuilder fake() {
        return switch (this) {
            case OPENAI -> FaultyProvider.openAi();
            case OPENAI_RESPONSES -> FaultyProvider.openAiResponses();
            case ANTHROPIC -> FaultyProvider.anthropic();
            case GEMINI -> FaultyProvider.gemini();
            case BEDROCK -> FaultyProvider.bedrock();
        };
    }

    @Override
    public String toString() {
        return wire();
    }
}
