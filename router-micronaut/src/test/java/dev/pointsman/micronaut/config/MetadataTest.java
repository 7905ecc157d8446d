package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void everyPropertyIsDescribedForIdes() throws IOException {
        Map<String, String> described = new HashMap<>();
        for (URL url : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            JsonNode metadata;
            try (InputStream file = url.openStream()) {
                metadata = new ObjectMapper().readTree(file);
            }
            metadata.path("properties")
                    .forEach(property -> described.put(
                            property.get("name").asText(),
                            property.path("description").asText()));
        }
        assertThat(described.keySet())
                .contains(
                        "pointsman.providers.*.wire",
                        "pointsman.providers.*.url",
                        "pointsman.providers.*.api-key",
                        "pointsman.models[*].id",
                        "pointsman.models[*].context-window",
                        "pointsman.models[*].price.input",
                        "pointsman.goals.*.latency",
                        "pointsman.pools.*.goal",
                        "pointsman.pools.*.primary",
                        "pointsman.default-pool");
        assertThat(described).allSatisfy((name, description) -> {
            if (name.startsWith("pointsman.")) {
                assertThat(description).as(name).isNotBlank();
            }
        });
    }
}
