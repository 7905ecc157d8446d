package dev.pointsman.clienttests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Body of a chat completion, as an application with a plain HTTP client reads it. */
final class JsonAnswer {
    static final String QUESTION = """
            {"model": "m", "messages": [{"role": "user", "content": "hello"}]}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonAnswer() {}

    /** Reports the tokens of an answer and returns its text. */
    static String read(Attempt attempt, String body) throws JsonProcessingException {
        JsonNode json = JSON.readTree(body);
        JsonNode usage = json.path("usage");
        attempt.succeed(Usage.of(
                usage.path("prompt_tokens").intValue(),
                usage.path("completion_tokens").intValue()));
        return json.at("/choices/0/message/content").textValue();
    }

    /** Returns the exception of an error response, by the mapping that the library offers. */
    static ProviderException refused(int status, String body, @Nullable String retryAfter)
            throws JsonProcessingException {
        JsonNode error = JSON.readTree(body).path("error");
        return new ProviderException(RefusalTable.BUILT_IN.failure(
                status,
                error.path("code").textValue(),
                error.path("message").textValue(),
                retryAfter == null ? null : Duration.ofSeconds(Long.parseLong(retryAfter))));
    }
}
