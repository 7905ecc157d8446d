package dev.pointsman.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One JSON question over HTTP and its answer, through the chat client and through the bare HTTP client. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ChatBenchmark {
    private FaultyProvider provider;
    private ApplicationContext context;
    private ChatClient chat;
    private HttpClient http;
    private ChatRequest request;
    private URI uri;

    /**
     * Starts a provider in this process, and the clients.
     *
     * @throws MalformedURLException never
     */
    @Setup
    public void start() throws MalformedURLException {
        provider = FaultyProvider.openAi().text("answer").start();
        context = Applications.start(provider.url(), 1);
        chat = context.getBean(ChatClient.class);
        uri = URI.create(provider.url() + "/chat/completions");
        http = context.createBean(HttpClient.class, uri.toURL());
        request = ChatRequest.builder()
                .user("question")
                .field("model", TextNode.valueOf("model-0"))
                .build();
    }

    /** Stops them. */
    @TearDown
    public void stop() {
        http.close();
        context.close();
        provider.close();
    }

    /**
     * The chat client.
     *
     * @return the answer
     */
    @Benchmark
    public String chatClient() {
        return chat.complete(request).text();
    }

    /**
     * The bare client: the same JSON there and back.
     *
     * @return the answer
     */
    @Benchmark
    public JsonNode bareClient() {
        return http.toBlocking().retrieve(HttpRequest.POST(uri, request.json()), JsonNode.class);
    }
}
