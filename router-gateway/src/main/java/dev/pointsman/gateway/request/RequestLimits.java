package dev.pointsman.gateway.request;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;

/**
 * Limits of one request, and of all requests together. Immutable; invalid values prevent the start.
 *
 * @param nodes the most JSON values in a body, objects, arrays and keys' values alike; at least 1
 * @param depth the deepest nesting of objects and arrays in a body; 1 to 1000
 * @param messages the most messages of a chat request, or items of the input of a response; at least 1
 * @param tools the most tools of a chat request; at least 1
 * @param promptCharacters the most characters of text in messages, tools and texts to embed, without images and files; at
 *     least 1
 * @param bodyMemory bytes that all bodies under way may take together, as received and as parsed; 0 for a fifth of the
 *     largest heap, else at least 1 MB
 * @param headerTimeout time for the header of a request to arrive; over 0, at most 24 h
 * @param bodyTimeout time for the body of a request to arrive, besides what {@code bodyRate} adds; over 0, at
 *     most 24 h
 * @param bodyRate each so many bytes of a body that have arrived add a second to its time; at least 1
 */
@Context // so that wrong values stop the start
@Introspected
@ConfigurationProperties("gateway.limits")
public record RequestLimits(
        @Bindable(defaultValue = "250000") int nodes,
        @Bindable(defaultValue = "100") int depth,
        @Bindable(defaultValue = "10000") int messages,
        @Bindable(defaultValue = "1024") int tools,
        @Bindable(defaultValue = "10000000") int promptCharacters,
        @Bindable(defaultValue = "0") @ReadableBytes long bodyMemory,
        @Bindable(defaultValue = "30s") Duration headerTimeout,
        @Bindable(defaultValue = "60s") Duration bodyTimeout,
        @Bindable(defaultValue = "100KB") @ReadableBytes long bodyRate) {

    public static final String PREFIX = "gateway.limits.";

    private static final long LEAST_MEMORY = 1024 * 1024;
    private static final int SHARE_OF_HEAP = 5;
    private static final int DEEPEST = 1000;
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final String TIMEOUT = "> 0, at most " + LONGEST.toHours() + "h";

    public RequestLimits {
        require(nodes >= 1, "nodes", nodes, ">= 1");
        require(depth >= 1 && depth <= DEEPEST, "depth", depth, "1 to " + DEEPEST);
        require(messages >= 1, "messages", messages, ">= 1");
        require(tools >= 1, "tools", tools, ">= 1");
        require(promptCharacters >= 1, "prompt-characters", promptCharacters, ">= 1");
        require(
                bodyMemory == 0 || bodyMemory >= LEAST_MEMORY,
                "body-memory",
                bodyMemory,
                "0 or >= " + LEAST_MEMORY + " bytes");
        require(isTimeout(headerTimeout), "header-timeout", headerTimeout, TIMEOUT);
        require(isTimeout(bodyTimeout), "body-timeout", bodyTimeout, TIMEOUT);
        require(bodyRate >= 1, "body-rate", bodyRate, ">= 1 byte");
        bodyMemory = bodyMemory == 0 ? Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP : bodyMemory;
    }

    private static boolean isTimeout(Duration value) {
        return !value.isZero() && !value.isNegative() && value.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException(PREFIX + name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
