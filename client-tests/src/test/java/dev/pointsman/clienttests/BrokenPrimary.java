package dev.pointsman.clienttests;

import dev.pointsman.clienttests.ClientLibrary.Connected;
import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;

/** Two providers with a client each: one that breaks, and one that answers. */
final class BrokenPrimary implements AutoCloseable {
    private final FaultyProvider broken;
    private final FaultyProvider healthy;
    private final Connected first;
    private final Connected second;

    BrokenPrimary(ClientLibrary library, Situation situation) {
        broken = library.provider().get();
        healthy = library.provider().get();
        first = library.connector().connect(broken.url(), situation.timeout());
        second = library.connector().connect(healthy.url(), Duration.ofSeconds(30));
        broken.always(situation.fault());
    }

    /** Asks the attempt's model. */
    String ask(Attempt attempt) throws Exception {
        return (attempt.model().id().endsWith("b") ? second : first).ask(attempt);
    }

    int requests() {
        return broken.requestCount();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        broken.close();
        healthy.close();
    }
}
