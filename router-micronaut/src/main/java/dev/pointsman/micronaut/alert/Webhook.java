package dev.pointsman.micronaut.alert;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.pointsman.micronaut.event.internal.RateLimitedLogger;
import dev.pointsman.time.NanoClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Blocking sender to the webhook, with a timeout and retries. Never logs the address. */
/*
 * The JDK's client, not Micronaut's: that one logs addresses at DEBUG, and this address is a secret.
 */
final class Webhook {
    private static final int RETRIES = 2;
    private static final double JITTER = 0.2;
    private static final int SLOWER_BY = 8;

    private final AlertSettings settings;
    private final HttpClient client;
    private final FailsafeExecutor<Integer> persistent;
    private final RateLimitedLogger log =
            new RateLimitedLogger(LoggerFactory.getLogger(Webhook.class), NanoClock.system());

    /** Creates a sender with retries after a pause and a longer pause. */
    Webhook(AlertSettings settings, Duration pause) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // a redirect would carry the headers elsewhere
                .connectTimeout(settings.timeout())
                .build();
        RetryPolicy<Integer> retries = RetryPolicy.<Integer>builder()
                .handle(List.of(IOException.class, TimeoutExceededException.class))
                .handleResultIf(status -> status >= 500 || status == 429)
                .withMaxRetries(RETRIES)
                .withBackoff(pause, pause.multipliedBy(SLOWER_BY))
                .withJitter(JITTER)
                .build();
        Timeout<Integer> limit =
                Timeout.<Integer>builder(settings.timeout()).withInterrupt().build();
        this.persistent = Failsafe.with(retries, limit);
    }

    /** Sends an alert; returns whether it was delivered. */
    boolean post(Alert alert) {
        String body = AlertBody.of(alert, settings.format(), settings.instance());
        try {
            int status = persistent.get(() -> send(body));
            if (status / 100 == 2) {
                return true;
            }
            complain("status " + status);
        } catch (TimeoutExceededException e) {
            complain("no answer in time");
        } catch (FailsafeException e) { // its message may quote the address
            Throwable cause = e.getCause();
            complain((cause == null ? e : cause).getClass().getSimpleName());
        }
        return false;
    }

    private void complain(String why) {
        log.warn("An alert could not be sent to " + settings.host() + ": " + why, null);
    }

    private int send(String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        settings.headers().forEach(request::setHeader);
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
