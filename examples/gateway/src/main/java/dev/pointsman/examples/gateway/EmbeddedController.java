package dev.pointsman.examples.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.util.CollectionUtils;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
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

    EmbeddedController(EmbeddedProviders providers, DemoTraffic traffic) {
        this.providers = providers;
        this.traffic = traffic;
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
        Mood wanted = Mood.of(mood);
        return providers
                .set(name, wanted)
                .<HttpResponse<?>>map(found -> HttpResponse.ok(CollectionUtils.mapOf(name, wanted)))
                .orElseGet(() -> HttpResponse.notFound(
                        Errors.body("no embedded provider " + name, "invalid_request_error", null)));
    }

    /** The same as JSON, answered with what there is to control. */
    @Put("/providers/{name}")
    DemoState change(@PathVariable String name, @Body MoodChange change) {
        if (providers.set(name, Mood.of(String.valueOf(change.mood()))).isEmpty()) {
            throw new IllegalArgumentException("provider: " + name + " (expected: an embedded one)");
        }
        return state();
    }

    /** Starts or stops the traffic, and sets what it is after. */
    @Put("/traffic")
    DemoState traffic(@Body TrafficChange change) {
        String goal = change.goal();
        traffic.set(change.running(), goal == null ? traffic.goal() : goal);
        return state();
    }

    /**
     * How a provider shall behave.
     *
     * @param mood calm, slow, failing or down
     */
    @Introspected
    record MoodChange(@Nullable String mood) {}

    /**
     * What the traffic shall be.
     *
     * @param running whether there shall be any
     * @param goal what it shall be after; as before if there is none
     */
    @Introspected
    record TrafficChange(boolean running, @Nullable String goal) {}
}
