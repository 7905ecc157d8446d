package dev.pointsman.clienttests;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.pointsman.clienttests.ClientLibrary.Connected;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.FaultyProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Clients of the vendors of models. */
final class VendorClients {
    private VendorClients() {}

    static List<ClientLibrary> all() {
        return List.of(
                new ClientLibrary(
                        "openai-java 4.101.0",
                        true,
                        "`OpenAIOkHttpClient.builder().maxRetries(0)`",
                        "`Usage.of((int) usage.promptTokens(), (int) usage.completionTokens())`",
                        () -> FaultyProvider.openAi().start(),
                        VendorClients::openAi),
                new ClientLibrary(
                        "anthropic-java 3.14.0",
                        true,
                        "`AnthropicOkHttpClient.builder().maxRetries(0)`",
                        "`Usage.of((int) usage.inputTokens(), (int) usage.outputTokens())`; `inputTokens` is without the cached ones",
                        () -> FaultyProvider.anthropic().start(),
                        VendorClients::anthropic),
                new ClientLibrary(
                        "google-genai 2.0.0",
                        false,
                        "`HttpOptions.builder().retryOptions(HttpRetryOptions.builder().attempts(1).initialDelay(0.0).maxDelay(0.0).build())`",
                        "`Usage.of(usage.promptTokenCount().orElse(0), usage.candidatesTokenCount().orElse(0))`",
                        () -> FaultyProvider.gemini().start(),
                        VendorClients::gemini),
                new ClientLibrary(
                        "AWS SDK 2.57.8 (`bedrockruntime`)",
                        true,
                        "`overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))`",
                        "`Usage.of(usage.inputTokens(), usage.outputTokens())`",
                        () -> FaultyProvider.bedrock().start(),
                        VendorClients::bedrock));
    }

    private static Connected openAi(String url, Duration timeout) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(url)
                .apiKey("key")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        ChatCompletionCreateParams question = ChatCompletionCreateParams.builder()
                .model("gpt-4.1")
                .addUserMessage("hello")
                .build();
        return new Connected() {
            @Override
            public String ask(Attempt attempt) {
                var answer = client.chat().completions().create(question);
                var usage = answer.usage().orElseThrow();
                attempt.succeed(Usage.of((int) usage.promptTokens(), (int) usage.completionTokens()));
                return answer.choices().get(0).message().content().orElseThrow();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static Connected anthropic(String url, Duration timeout) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(root(url))
                .apiKey("key")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        MessageCreateParams question = MessageCreateParams.builder()
                .model("claude-haiku-4-5")
                .maxTokens(100)
                .addUserMessage("hello")
                .build();
        return new Connected() {
            @Override
            public String ask(Attempt attempt) {
                var answer = client.messages().create(question);
                var usage = answer.usage();
                attempt.succeed(Usage.of((int) usage.inputTokens(), (int) usage.outputTokens()));
                return answer.content().get(0).asText().text();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static Connected gemini(String url, Duration timeout) {
        Client client = Client.builder()
                .apiKey("key")
                .httpOptions(HttpOptions.builder()
                        .baseUrl(root(url))
                        .timeout((int) timeout.toMillis())
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .initialDelay(0.0)
                                .maxDelay(0.0)
                                .build())
                        .build())
                .build();
        return new Connected() {
            @Override
            public String ask(Attempt attempt) {
                var answer = client.models.generateContent("gemini-2.5-flash", "hello", null);
                var usage = answer.usageMetadata().orElseThrow();
                attempt.succeed(Usage.of(
                        usage.promptTokenCount().orElse(0),
                        usage.candidatesTokenCount().orElse(0)));
                return String.valueOf(answer.text());
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static Connected bedrock(String url, Duration timeout) {
        BedrockRuntimeClient client = BedrockRuntimeClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(
                        o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()).apiCallTimeout(timeout))
                .build();
        Message question = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("hello"))
                .build();
        return new Connected() {
            @Override
            public String ask(Attempt attempt) {
                var answer = client.converse(request -> request.modelId("m").messages(question));
                var usage = answer.usage();
                attempt.succeed(Usage.of(usage.inputTokens(), usage.outputTokens()));
                return answer.output().message().content().get(0).text();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    /** Returns an address without the version, which these clients add. */
    private static String root(String url) {
        return url.replaceFirst("/v1(beta)?$", "");
    }
}
