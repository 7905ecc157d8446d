package dev.pointsman.clients;

import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.errors.OpenAIServiceException;
import dev.langchain4j.exception.HttpException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Library on the JVM, whose calls block a thread of their own. */
abstract class JvmClient implements Client {
    static final String KEY = "client-key";
    static final String QUESTION = "Hello";
    static final String RESULT = "sunny";
    static final String TOOL = "weather";

    /** The schema of a city, for tools and answers. */
    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string")),
            "required",
            new String[] {"city"},
            "additionalProperties",
            false);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Protocol protocol;

    JvmClient(String name, Protocol protocol) {
        this.name = name;
        this.protocol = protocol;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Protocol protocol() {
        return protocol;
    }

    @Override
    public final CompletableFuture<Outcome> run(Call call) {
        return CompletableFuture.supplyAsync(() -> outcome(call), THREADS);
    }

    private Outcome outcome(Call call) {
        try {
            return switch (call.action()) {
                case PLAIN -> plain(call);
                case STREAM -> stream(call);
                case TOOLS -> tools(call);
                case SCHEMA -> schema(call);
            };
        } catch (Exception | LinkageError e) {
            return failed(e);
        }
    }

    static Outcome failed(Throwable thrown) {
        StringBuilder message = new StringBuilder();
        int status = 0;
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            message.append(one).append(' ');
            status = status == 0 ? status(one) : status;
        }
        return Outcome.failed(thrown.getClass().getSimpleName(), status, message.toString());
    }

    private static int status(Throwable thrown) {
        if (thrown instanceof OpenAIServiceException openAi) {
            return openAi.statusCode();
        }
        if (thrown instanceof AnthropicServiceException anthropic) {
            return anthropic.statusCode();
        }
        return thrown instanceof HttpException http ? http.statusCode() : 0;
    }

    /** Returns the answer whose text is a JSON object of {@link #SCHEMA}. */
    static Outcome city(String json) throws IOException {
        JsonNode fields = JSON.readTree(json);
        return Outcome.answer(fields.path("city").asText(), "stop");
    }

    abstract Outcome plain(Call call) throws Exception;

    abstract Outcome stream(Call call) throws Exception;

    abstract Outcome tools(Call call) throws Exception;

    abstract Outcome schema(Call call) throws Exception;
}
