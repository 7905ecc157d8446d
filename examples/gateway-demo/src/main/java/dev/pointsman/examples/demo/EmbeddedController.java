package dev.pointsman.examples.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.core.util.CollectionUtils;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Controller of the demonstration: returns and changes the modes of the embedded providers, and starts and stops the
 * generated traffic; present only with the embedded providers. The buttons of the live page call it. Every change is a
 * PUT, which a page of another origin cannot send without a preflight request.
 */
@Controller("/embedded")
@Requires(bean = EmbeddedProviders.class)
final class EmbeddedController {
    private final EmbeddedProviders providers;
    private final DemoTraffic traffic;
    private final JsonMapper json;

    EmbeddedController(EmbeddedProviders providers, DemoTraffic traffic, JsonMapper json) {
        this.providers = providers;
        this.traffic = traffic;
        this.json = json;
    }

    /** Returns the state of the demonstration. */
    @Get
    DemoState state() {
        return new DemoState(
                new DemoState.Traffic(traffic.isRunning(), traffic.goal(), DemoTraffic.PER_SECOND),
                traffic.goals(),
                providers.state());
    }

    /** Changes a provider's mode: calm, slow, failing or down. */
    @Put("/{name}/{mode}")
    HttpResponse<?> set(@PathVariable String name, @PathVariable String mode) {
        ProviderMode wanted = ProviderMode.of(mode);
        if (providers.set(name, wanted).isEmpty()) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no embedded provider " + name);
        }
        return HttpResponse.ok(CollectionUtils.mapOf(name, wanted.toString()));
    }

    /**
     * Changes a provider's mode by JSON, such as {@code {"mode": "down"}}, and returns the state of the demonstration.
     */
    @Put("/providers/{name}")
    DemoState change(@PathVariable String name, @Body byte @Nullable [] body) {
        JsonNode mode = field(read(body), "mode");
        if (providers.set(name, ProviderMode.of(word(mode))).isEmpty()) {
            throw new IllegalArgumentException("provider: " + name + " (expected: an embedded one)");
        }
        return state();
    }

    /** Starts or stops the traffic, and sets its goal, such as {@code {"running": true, "goal": "cost"}}. */
    @Put("/traffic")
    DemoState traffic(@Body byte @Nullable [] body) {
        JsonNode change = read(body);
        JsonNode running = field(change, "running");
        if (running == null || !running.isBoolean()) {
            throw new IllegalArgumentException("running: " + word(running) + " (expected: true or false)");
        }
        JsonNode goal = field(change, "goal");
        traffic.set(running.getBooleanValue(), goal == null ? traffic.goal() : word(goal));
        return state();
    }

    private JsonNode read(byte @Nullable [] body) {
        try {
            return json.readValue(body == null ? new byte[0] : body, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("body: not JSON (expected: a JSON object)", e);
        }
    }

    private static String word(@Nullable JsonNode value) {
        if (value == null) {
            return "missing";
        }
        return value.isValueNode() ? value.coerceStringValue() : "not a word";
    }

    /** Returns a field of an object; null if it is absent or null. */
    private static @Nullable JsonNode field(JsonNode body, String name) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("body: not an object (expected: a JSON object)");
        }
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
