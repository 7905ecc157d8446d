/**
 * Protocols of model providers, and the neutral form of requests and answers that they share.
 *
 * <p>Protocols are found by {@link java.util.ServiceLoader}; the packages of the built-in ones are not exported.
 */
@SuppressWarnings("requires-automatic") // the AWS SDK, optional, has no module descriptors
module dev.pointsman.wire {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive dev.pointsman.core;
    requires static transitive org.jspecify;
    requires static software.amazon.awssdk.auth;
    requires static software.amazon.awssdk.core;
    requires static software.amazon.awssdk.eventstream;
    requires static software.amazon.awssdk.http;
    requires static software.amazon.awssdk.http.auth.aws;
    requires static software.amazon.awssdk.http.auth.spi;
    requires static software.amazon.awssdk.identity.spi;
    requires static software.amazon.awssdk.regions;
    requires static software.amazon.awssdk.utils;

    exports dev.pointsman.wire;
    exports dev.pointsman.wire.failure;
    exports dev.pointsman.wire.messages;
    exports dev.pointsman.wire.responses;

    uses dev.pointsman.wire.WireProtocolFactory;

    provides dev.pointsman.wire.WireProtocolFactory with
            dev.pointsman.wire.anthropic.AnthropicWireFactory,
            dev.pointsman.wire.bedrock.BedrockWireFactory,
            dev.pointsman.wire.gemini.GeminiWireFactory,
            dev.pointsman.wire.openai.OpenAiWireFactory,
            dev.pointsman.wire.openairesponses.OpenAiResponsesWireFactory;
}
