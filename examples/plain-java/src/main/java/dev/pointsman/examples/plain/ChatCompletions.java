package dev.pointsman.examples.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Client of an API for chat completions. */
final class ChatCompletions {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI uri;
    private final String apiKey;

    /**
     * Creates a client.
     *
     * @param url base address of the API, such as {@code https://api.openai.com/v1}
     * @param apiKey key of the API
     */
    ChatCompletions(String url, String apiKey) {
        this.uri = URI.create(url + "/chat/completions");
        this.apiKey = apiKey;
    }

    /**
     * Returns a model's answer to a question.
     *
     * @throws ProviderException if the provider answers with an error status; the router decides by its kind
     * @throws IOException if the connection breaks or times out; the router knows these exceptions of the JDK
     */
    String ask(String model, String question) throws IOException, InterruptedException {
        byte[] body = json.writeValueAsBytes(
                Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", question))));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status != 200) {
            throw new ProviderException(new Failure(kind(status), status, "status " + status, null));
        }
        return text(response.body());
    }

    private String text(String body) throws IOException {
        JsonNode content = json.readTree(body).at("/choices/0/message/content");
        if (!content.isTextual()) {
            throw new ProviderException(Failure.of(FailureKind.BAD_RESPONSE, "no text"));
        }
        return content.asText();
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 401 -> FailureKind.CREDENTIALS;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.INVALID_REQUEST;
        };
    }
}
