/**
 * Protocols of model providers, and the neutral form of requests and answers that they share.
 *
 * <p>Protocols are found by {@link java.util.ServiceLoader}; the packages of the built-in ones are not exported.
 */
module dev.pointsman.wire {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive dev.pointsman.core;
    requires static transitive org.jspecify;

    exports dev.pointsman.wire;
    exports dev.pointsman.wire.failure;
    exports dev.pointsman.wire.messages;

    uses dev.pointsman.wire.WireProtocolFactory;

    provides dev.pointsman.wire.WireProtocolFactory with
            dev.pointsman.wire.anthropic.AnthropicWireFactory,
            dev.pointsman.wire.gemini.GeminiWireFactory,
            dev.pointsman.wire.openai.OpenAiWireFactory;
}
