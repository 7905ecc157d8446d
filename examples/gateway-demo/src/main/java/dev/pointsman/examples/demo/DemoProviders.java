package dev.pointsman.examples.demo;

import dev.pointsman.gateway.EmbeddedDemo;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Starts the embedded providers for a gateway that is a demonstration. */
public final class DemoProviders implements EmbeddedDemo {
    private static final String SETTINGS = "embedded.yml";

    /** Called by the service loader. */
    public DemoProviders() {}

    @Override
    public Map<String, Object> start(ApplicationContext context) {
        EmbeddedProviders providers = EmbeddedProviders.start();
        context.registerSingleton(providers);
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        settings.putAll(providers.urls());
        return settings;
    }

    private static Map<String, Object> settings() {
        try (InputStream in = Objects.requireNonNull(DemoProviders.class.getResourceAsStream(SETTINGS))) {
            return new YamlPropertySourceLoader().read(SETTINGS, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
