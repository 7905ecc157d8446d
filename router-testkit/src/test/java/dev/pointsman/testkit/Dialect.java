package dev.pointsman.testkit;

/** The two wires, as a provider speaks them and a client asks in them. */
enum Dialect {
    OPENAI,
    ANTHROPIC;

    FaultyProvider start() {
        return (this == OPENAI ? FaultyProvider.openAi() : FaultyProvider.anthropic())
                .tokens(6)
                .start();
    }

    String document() {
        return this == OPENAI ? Client.OPENAI : Client.ANTHROPIC;
    }

    String stream() {
        return this == OPENAI ? Client.OPENAI_STREAM : Client.ANTHROPIC_STREAM;
    }
}
