package dev.pointsman.gateway;

import io.micronaut.context.ApplicationContext;
import java.util.Map;

/**
 * Embedded providers of a demonstration, found by {@link java.util.ServiceLoader}. The gateway's own jar has none. They
 * are started only with {@code gateway.demo: true}, without configured providers and API keys, and never in production.
 */
public interface EmbeddedDemo {

    /**
     * Starts the providers.
     *
     * @param context the context that is being started, for beans of the demonstration
     * @return the configuration of providers, models and pools, by its full keys; settings of the user take precedence
     */
    Map<String, Object> start(ApplicationContext context);
}
