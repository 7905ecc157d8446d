package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;

/** The fake of Bedrock, read by the AWS SDK. */
class BedrockSdkTest {
    private static final Message HELLO = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Hello"))
            .build();
    private static final ToolConfiguration TOOLS = ToolConfiguration.builder()
            .tools(Tool.fromToolSpec(spec -> spec.name("weather")
                    .inputSchema(schema -> schema.json(
                            Document.mapBuilder().putString("type", "object").build()))))
            .build();

    private final FaultyProvider provider = FaultyProvider.bedrock()
            .tokens(5)
            .promptTokens(100)
            .cachedTokens(40)
            .toolCall("weather", "{\"city\":\"Oslo\"}")
            .start();
    private final BedrockRuntimeAsyncClient client = BedrockRuntimeAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + provider.port()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();

    @AfterEach
    void close() {
        client.close();
        provider.close();
    }

    @Test
    void aWholeAnswerHasTextEndAndUsage() {
        ConverseResponse answer = client.converse(
                        ask -> ask.modelId("vendor.m1-v1:0").messages(HELLO))
                .join();
        assertThat(answer.output().message().content().get(0).text()).isEqualTo("tok0 tok1 tok2 tok3 tok4");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()).isEqualTo(60);
        assertThat(answer.usage().cacheReadInputTokens()).isEqualTo(40);
        assertThat(answer.usage().outputTokens()).isEqualTo(5);
        assertThat(provider.requests().get(0).model()).isEqualTo("vendor.m1-v1:0");
        assertThat(provider.requests().get(0).header("Authorization").orElseThrow())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/");
    }

    @Test
    void aCallOfAToolHasItsInput() {
        ConverseResponse answer = client.converse(
                        ask -> ask.modelId("m1").messages(HELLO).toolConfig(TOOLS))
                .join();
        assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(answer.output().message().content().get(0).toolUse().name()).isEqualTo("weather");
        assertThat(answer.output()
                        .message()
                        .content()
                        .get(0)
                        .toolUse()
                        .input()
                        .asMap()
                        .get("city")
                        .asString())
                .isEqualTo("Oslo");
    }

    private List<ConverseStreamOutput> stream(boolean tools) {
        List<ConverseStreamOutput> events = new CopyOnWriteArrayList<>();
        client.converseStream(
                        ask -> ask.modelId("m1").messages(HELLO).toolConfig(tools ? TOOLS : null),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(events::add)
                                .build())
                .join();
        return events;
    }

    @Test
    void aStreamHasItsEventsInOrder() {
        StringBuilder text = new StringBuilder();
        List<ConverseStreamOutput> events = stream(false);
        for (ConverseStreamOutput event : events) {
            event.accept(ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(delta -> text.append(delta.delta().text()))
                    .onMessageStop(stop -> assertThat(stop.stopReason()).isEqualTo(StopReason.END_TURN))
                    .onMetadata(counted ->
                            assertThat(counted.usage().outputTokens()).isEqualTo(5))
                    .build());
        }
        assertThat(text).hasToString("tok0 tok1 tok2 tok3 tok4");
        assertThat(events.stream().map(event -> event.sdkEventType().toString()))
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
    }

    @Test
    void aStreamedCallOfAToolComesInPieces() {
        StringBuilder input = new StringBuilder();
        for (ConverseStreamOutput event : stream(true)) {
            event.accept(ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockStart(
                            start -> assertThat(start.start().toolUse().name()).isEqualTo("weather"))
                    .onContentBlockDelta(
                            delta -> input.append(delta.delta().toolUse().input()))
                    .build());
        }
        assertThat(input).hasToString("{\"city\":\"Oslo\"}");
    }

    @Test
    void errorsHaveTheirTypesInAnswersAndInStreams() {
        provider.next(Fault.rateLimited());
        CompletionException throttled = catchThrowableOfType(
                CompletionException.class,
                () -> client.converse(ask -> ask.modelId("m1").messages(HELLO)).join());
        assertThat(throttled).hasCauseInstanceOf(ThrottlingException.class);
        provider.next(Fault.errorEvent(3));
        CompletionException event = catchThrowableOfType(CompletionException.class, () -> stream(false));
        assertThat(event).hasCauseInstanceOf(BedrockRuntimeException.class);
        assertThat(((BedrockRuntimeException) event.getCause())
                        .awsErrorDetails()
                        .errorCode())
                .containsIgnoringCase("serviceUnavailableException");
    }

    @Test
    void bytesOfADocumentArrive() {
        Message image = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromImage(
                        block -> block.format("png").source(source -> source.bytes(SdkBytes.fromUtf8String("png")))))
                .build();
        client.converse(ask -> ask.modelId("m1").messages(image)).join();
        assertThat(provider.requests().get(0).at("/messages/0/content/0/image/source/bytes"))
                .hasValue("cG5n");
    }
}
