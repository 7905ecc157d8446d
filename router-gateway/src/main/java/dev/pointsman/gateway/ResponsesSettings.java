package dev.pointsman.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;

/**
 * Store of the responses that a request to {@code /v1/responses} may continue by their id. Immutable; invalid values
 * prevent the start.
 *
 * @param memory bytes that all stored responses may take together in an instance without a shared store; at least 0,
 *     which stores none. A response with its conversation may take a sixteenth of it
 * @param expireAfter time after which a response is forgotten; over 0
 */
@Context // so that wrong values stop the start
@Introspected
@ConfigurationProperties("gateway.responses")
record ResponsesSettings(
        @Bindable(defaultValue = "64MB") @ReadableBytes long memory,
        @Bindable(defaultValue = "1h") Duration expireAfter) {

    ResponsesSettings {
        require(memory >= 0, "memory", memory, ">= 0 bytes");
        require(!expireAfter.isZero() && !expireAfter.isNegative(), "expire-after", expireAfter, "> 0");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException(
                    "gateway.responses." + name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
