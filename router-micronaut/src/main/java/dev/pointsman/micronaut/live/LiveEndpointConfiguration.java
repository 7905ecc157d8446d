package dev.pointsman.micronaut.live;

import io.micronaut.core.value.PropertyResolver;
import io.micronaut.management.endpoint.EndpointConfiguration;
import io.micronaut.management.endpoint.EndpointDefaultConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Configuration that places a part of the page below the endpoint {@code /pointsman} and under its rules. To Micronaut
 * it is a separate endpoint with an internal name.
 *
 * <p>Separate classes, as a factory's {@link EndpointConfiguration} would be created once per configured endpoint.
 */
abstract class LiveEndpointConfiguration extends EndpointConfiguration {
    static final String PAGE = "pointsman-ui";
    static final String FEED = "pointsman-ui-events";

    LiveEndpointConfiguration(
            String id, String path, EndpointDefaultConfiguration defaults, PropertyResolver properties) {
        super(id, defaults);
        String parent =
                properties.getProperty("endpoints.pointsman.path", String.class).orElse("pointsman");
        setPath(parent + "/" + path);
        properties.getProperty("endpoints.pointsman.sensitive", Boolean.class).ifPresent(this::setSensitive);
    }

    /** Configuration of the page. */
    @Singleton
    @Named(PAGE)
    @LivePage
    static final class OfPage extends LiveEndpointConfiguration {
        OfPage(EndpointDefaultConfiguration defaults, PropertyResolver properties) {
            super(PAGE, "ui", defaults, properties);
        }
    }

    /** Configuration of the event stream. */
    @Singleton
    @Named(FEED)
    @LivePage
    static final class OfFeed extends LiveEndpointConfiguration {
        OfFeed(EndpointDefaultConfiguration defaults, PropertyResolver properties) {
            super(FEED, "ui/events", defaults, properties);
        }
    }
}
