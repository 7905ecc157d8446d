package dev.pointsman.gateway;

import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.ServerEvent;
import java.io.IOException;
import java.io.Serial;
import reactor.core.publisher.Flux;

/**
 * End of a stream that has failed: the error event of the client's protocol, then a broken connection. A body that ends
 * properly is a whole answer to many clients, whatever its last event says.
 */
final class StreamFailure extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private StreamFailure() {
        super("the stream failed, and its client has been told");
    }

    static Flux<ServerEvent> events(ClientStream stream, Throwable thrown) {
        return Flux.fromIterable(stream.fail(ErrorResponses.of(thrown).error()))
                .concatWith(stream.isBroken() ? Flux.error(StreamFailure::new) : Flux.empty());
    }

    /** A signal without a stack trace: its cause is logged where it arises. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }
}
