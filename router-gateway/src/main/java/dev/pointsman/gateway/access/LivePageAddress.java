package dev.pointsman.gateway.access;

import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Address of the live page by the settings that move it. */
@Singleton
final class LivePageAddress {
    private final PropertyResolver properties;

    LivePageAddress(PropertyResolver properties) {
        this.properties = properties;
    }

    /** Returns the path of the page; null if it is not served. */
    @Nullable
    String path() {
        if (!isOn("pointsman.ui.enabled") || !isOn("endpoints.pointsman.enabled") || !isOn("endpoints.all.enabled")) {
            return null;
        }
        List<String> segments = new ArrayList<>();
        add(segments, "micronaut.server.context-path", "");
        add(segments, "endpoints.all.path", "");
        add(segments, "endpoints.pointsman.path", "pointsman");
        segments.add("ui");
        return "/" + String.join("/", segments);
    }

    /** Returns the separate port of the endpoints; null if they share the server's. */
    @Nullable
    Integer port() {
        return properties.getProperty("endpoints.all.port", Integer.class).orElse(null);
    }

    private boolean isOn(String key) {
        return properties.getProperty(key, Boolean.class).orElse(true);
    }

    private void add(List<String> segments, String key, String otherwise) {
        String value =
                properties.getProperty(key, String.class).orElse(otherwise).replaceAll("^/+|/+$", "");
        if (!value.isEmpty()) {
            segments.add(value);
        }
    }
}
