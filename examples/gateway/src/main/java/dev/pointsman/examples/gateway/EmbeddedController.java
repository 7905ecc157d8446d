package dev.pointsman.examples.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.CollectionUtils;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import java.util.Map;

/** Looks at the embedded providers and changes their moods; there only while they are. */
@Controller("/embedded")
@Requires(bean = EmbeddedProviders.class)
final class EmbeddedController {
    private final EmbeddedProviders providers;

    EmbeddedController(EmbeddedProviders providers) {
        this.providers = providers;
    }

    /** How many requests each has seen. */
    @Get
    Map<String, Integer> requests() {
        return providers.requests();
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
}
