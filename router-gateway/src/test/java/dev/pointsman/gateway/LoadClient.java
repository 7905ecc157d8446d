package dev.pointsman.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends many chat completions at once without a thread for each. */
final class LoadClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String whole;

    /**
     * A client of a gateway whose models all give the same answer.
     *
     * @param gateway the gateway
     * @param whole the text of a whole answer
     */
    LoadClient(Gateway gateway, String whole) {
        this.address = URI.create(gateway.address(Gateway.CHAT));
        this.whole = whole;
    }

    /** One call that is read to its end, whatever that is. */
    CompletableFuture<LoadResult> call(boolean stream) {
        return send(stream).handle((response, error) -> result(stream, response, error));
    }

    /** One call that is cancelled after a time, unless it has ended before. */
    CompletableFuture<LoadResult> callAndLeave(boolean stream, Duration after) {
        AtomicBoolean left = new AtomicBoolean();
        CompletableFuture<HttpResponse<String>> exchange = send(stream);
        CompletableFuture<LoadResult> result = exchange.handle(
                (response, error) -> left.get() ? LoadResult.cancelled() : result(stream, response, error));
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    left.set(true);
                    exchange.cancel(true);
                });
        return result;
    }

    private CompletableFuture<HttpResponse<String>> send(boolean stream) {
        String body = stream ? Gateway.hello("\"stream\":true") : Gateway.HELLO;
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private LoadResult result(boolean stream, HttpResponse<String> response, Throwable error) {
        if (error != null) {
            return LoadResult.failed("connection", error.toString());
        }
        Heard heard = stream
                ? Heard.stream(response, new ReceivedBody(response.body(), false), Duration.ZERO)
                : Heard.document(response, Duration.ZERO);
        if (heard.status() != 200) {
            return LoadResult.failed("status " + heard.status(), response.body());
        }
        if (heard.error().isObject()) {
            return LoadResult.failed("error event", heard.error().toString());
        }
        return heard.text().equals(whole) && heard.finish().equals("stop")
                ? LoadResult.whole(heard.model())
                : LoadResult.failed("truncated", heard.text());
    }
}
