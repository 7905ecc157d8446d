package dev.pointsman.micronaut.live;

import io.micronaut.core.value.PropertyResolver;
import io.micronaut.management.endpoint.EndpointConfiguration;
import io.micronaut.management.endpoint.EndpointDefaultConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Puts a part of the page below the endpoint {@code /pointsman} and under its rules. To Micronaut it is an endpoint of its
 * own, whose name nobody need know.
 *
 * <p>These are classes of their own, as a factory's {@link EndpointConfiguration} would be made once for every endpoint
 * that is configured.
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

    /** Where the page is. */
    @Singleton
    @Named(PAGE)
    @LivePage
    static final class OfPage extends LiveEndpointConfiguration {
        OfPage(EndpointDefaultConfiguration defaults, PropertyResolver properties) {
            super(PAGE, "ui", defaults, properties);
        }
    }

    /** Where its feed is. */
    @Singleton
    @Named(FEED)
    @LivePage
    static final class OfFeed extends LiveEndpointConfiguration {
        OfFeed(EndpointDefaultConfiguration defaults, PropertyResolver properties) {
            super(FEED, "ui/events", defaults, properties);
        }
    }
}
