package dev.pointsman.clienttests;

import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Client library, as an application uses it inside a routed call.
 *
 * @param name its name and version
 * @param isDelayKnown whether its exceptions carry the header Retry-After
 * @param retries the setting that turns its own retries off
 * @param usage the line that reports the tokens of its response
 * @param provider starts a provider that it can call
 * @param connector connects a client
 */
record ClientLibrary(
        String name,
        boolean isDelayKnown,
        String retries,
        String usage,
        Supplier<FaultyProvider> provider,
        Connector connector) {

    /** A client of one provider. */
    interface Connected extends AutoCloseable {
        /** Asks for an answer, and reports its tokens to the attempt. */
        String ask(Attempt attempt) throws Exception;

        @Override
        default void close() {}
    }

    /** Creates a client without retries of its own. */
    interface Connector {
        Connected connect(String url, Duration timeout);
    }

    static List<ClientLibrary> all() {
        return Stream.of(VendorClients.all(), FrameworkClients.all(), HttpClients.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
