package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A plain HTTP client for one provider, which takes what comes. */
final class Client {
    static final String OPENAI = "{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";
    static final String OPENAI_STREAM = with("\"stream\":true,", OPENAI);
    static final String ANTHROPIC = with("\"max_tokens\":1000,", OPENAI);
    static final String ANTHROPIC_STREAM = with("\"stream\":true,", ANTHROPIC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final FaultyProvider provider;

    Client(FaultyProvider provider) {
        this.provider = provider;
    }

    /** A body with more fields, each of them with its comma. */
    static String with(String fields, String body) {
        return body.replace("\"m1\",", "\"m1\"," + fields);
    }

    /** A body with one more message at its end. */
    static String ending(String message, String body) {
        return body.replace("}]}", "}," + message + "]}");
    }

    static String path(String body) {
        return body.contains("max_tokens\":1000") ? "/messages" : "/chat/completions";
    }

    HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(provider.url() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer secret")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        return post(path(body), body);
    }

    JsonNode json(String body) throws IOException, InterruptedException {
        return JsonText.parse(chat(body).body());
    }

    HttpResponse<InputStream> open(String body) throws IOException, InterruptedException {
        return http.send(request(path(body), body), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Reads the stream to its end, in whatever way that comes. */
    Received stream(String body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> response = open(body);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean broken = false;
        try (InputStream in = response.body()) {
            in.transferTo(text);
        } catch (IOException cut) {
            broken = true;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Received(response.statusCode(), text.toString(StandardCharsets.UTF_8), broken, took);
    }
}
