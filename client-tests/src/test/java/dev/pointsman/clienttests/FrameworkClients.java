package dev.pointsman.clienttests;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.pointsman.clienttests.ClientLibrary.Connected;
import dev.pointsman.model.Usage;
import dev.pointsman.testkit.FaultyProvider;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Clients of frameworks for several vendors. */
final class FrameworkClients {
    private FrameworkClients() {}

    static List<ClientLibrary> all() {
        String langChain4j = "`maxRetries(0)` in the model's builder";
        String tokens = "`Usage.of(usage.inputTokenCount(), usage.outputTokenCount())`";
        return List.of(
                new ClientLibrary(
                        "LangChain4j 1.19.0 (OpenAI)",
                        false,
                        langChain4j,
                        tokens,
                        () -> FaultyProvider.openAi().start(),
                        (url, timeout) -> langChain4j(OpenAiChatModel.builder()
                                .baseUrl(url)
                                .apiKey("key")
                                .modelName("gpt-4.1")
                                .maxRetries(0)
                                .timeout(timeout)
                                .build())),
                new ClientLibrary(
                        "LangChain4j 1.19.0 (Anthropic)",
                        false,
                        langChain4j,
                        tokens,
                        () -> FaultyProvider.anthropic().start(),
                        (url, timeout) -> langChain4j(AnthropicChatModel.builder()
                                .baseUrl(url)
                                .apiKey("key")
                                .modelName("claude-haiku-4-5")
                                .maxRetries(0)
                                .timeout(timeout)
                                .build())),
                new ClientLibrary(
                        "Spring AI 2.0.1 (OpenAI)",
                        true,
                        "`OpenAiChatOptions.builder().maxRetries(0)`",
                        "`Usage.of(usage.getPromptTokens(), usage.getCompletionTokens())`",
                        () -> FaultyProvider.openAi().start(),
                        FrameworkClients::springAi),
                new ClientLibrary(
                        "Spring AI 2.0.1 (models with its own HTTP client)",
                        false,
                        "a `RetryTemplate` with `maxRetries(0)`",
                        "`Usage.of(usage.getPromptTokens(), usage.getCompletionTokens())`",
                        () -> FaultyProvider.openAi().start(),
                        (url, timeout) -> rest(restClient(url, timeout)
                                .defaultStatusHandler(RetryUtils.DEFAULT_RESPONSE_ERROR_HANDLER)
                                .build())),
                new ClientLibrary(
                        "Spring 7.0.9 (`RestClient`)",
                        true,
                        "none",
                        "of the JSON body",
                        () -> FaultyProvider.openAi().start(),
                        (url, timeout) -> rest(restClient(url, timeout).build())));
    }

    private static Connected langChain4j(ChatModel model) {
        return attempt -> {
            var answer = model.chat(UserMessage.from("hello"));
            var usage = answer.tokenUsage();
            attempt.succeed(Usage.of(usage.inputTokenCount(), usage.outputTokenCount()));
            return answer.aiMessage().text();
        };
    }

    private static Connected springAi(String url, Duration timeout) {
        var sync = OpenAIOkHttpClient.builder()
                .baseUrl(url)
                .apiKey("key")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        var async = OpenAIOkHttpClientAsync.builder()
                .baseUrl(url)
                .apiKey("key")
                .maxRetries(0)
                .timeout(timeout)
                .build();
        var model = org.springframework.ai.openai.OpenAiChatModel.builder()
                .openAiClient(sync)
                .openAiClientAsync(async)
                .options(OpenAiChatOptions.builder()
                        .model("gpt-4.1")
                        .apiKey("key")
                        .timeout(timeout)
                        .maxRetries(0)
                        .build())
                .build();
        return attempt -> {
            var answer = model.call(new Prompt("hello"));
            var usage = answer.getMetadata().getUsage();
            attempt.succeed(Usage.of(usage.getPromptTokens(), usage.getCompletionTokens()));
            return String.valueOf(answer.getResult().getOutput().getText());
        };
    }

    private static RestClient.Builder restClient(String url, Duration timeout) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newHttpClient());
        factory.setReadTimeout(timeout);
        return RestClient.builder().baseUrl(url).requestFactory(factory);
    }

    private static Connected rest(RestClient client) {
        return attempt -> JsonAnswer.read(
                attempt,
                String.valueOf(client.post()
                        .uri("/chat/completions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(JsonAnswer.QUESTION)
                        .retrieve()
                        .body(String.class)));
    }
}
