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
 * Looks at the embedded providers, changes their moods, and starts and stops traffic to watch; there only while they are.
 * The live page's buttons end here. Everything is a PUT, which a page of another site can't send without being asked
 * first.
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

    /** What there is to control. */
    @Get
    DemoState state() {
        return new DemoState(
                new DemoState.Traffic(traffic.isRunning(), traffic.goal(), DemoTraffic.PER_SECOND),
                traffic.goals(),
                providers.state());
    }

    /** Changes a provider's mood: calm, slow, failing or down. */
    @Put("/{name}/{mood}")
    HttpResponse<?> set(@PathVariable String name, @PathVariable String mood) {
        ProviderMode wanted = ProviderMode.of(mood);
        if (providers.set(name, wanted).isEmpty()) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no embedded provider " + name);
        }
        return HttpResponse.ok(CollectionUtils.mapOf(name, wanted.toString()));
    }

    /** The same as JSON, such as {@code {"mood": "down"}}, answered with what there is to control. */
    @Put("/providers/{name}")
    DemoState change(@PathVariable String name, @Body byte @Nullable [] body) {
        JsonNode mood = field(read(body), "mood");
        if (providers.set(name, ProviderMode.of(word(mood))).isEmpty()) {
            throw new IllegalArgumentException("provider: " + name + " (expected: an embedded one)");
        }
        return state();
    }

    /** Starts or stops the traffic, and sets what it is after, such as {@code {"running": true, "goal": "cost"}}. */
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

    /** A field that has a value; null if there is none. */
    private static @Nullable JsonNode field(JsonNode body, String name) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("body: not an object (expected: a JSON object)");
        }
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
