package dev.pointsman.gateway.deferred;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** Controller of the queue's figures, for operators. */
@Controller("/deferred")
@Requires(beans = SealedCalls.class)
final class DeferredStatusController {
    private final DeferredCallStatus status;

    DeferredStatusController(DeferredCallStatus status) {
        this.status = status;
    }

    /**
     * Returns the figures.
     *
     * @return waiting calls, the age of the oldest one in seconds, and counts of this instance
     */
    @Get
    Map<String, Object> status() {
        return status.values();
    }
}
