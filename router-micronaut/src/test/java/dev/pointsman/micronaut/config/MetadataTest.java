package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.micronaut.Applications;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
        Map<String, Class<?>> places = new HashMap<>(Map.ofEntries(
                Map.entry("pointsman.", RouterConfig.class),
                Map.entry("pointsman.providers.*.", ProviderConfig.class),
                Map.entry("pointsman.models[*].", ModelConfig.class),
                Map.entry("pointsman.models[*].price.", ModelConfig.Price.class),
                Map.entry("pointsman.models[*].breaker.", BreakerSettings.class),
                Map.entry("pointsman.goals.*.", GoalConfig.class),
                Map.entry("pointsman.pools.*.", PoolConfig.class),
                Map.entry("pointsman.pools.*.failover.", PoolConfig.Failover.class),
                Map.entry("pointsman.pools.*.hedge.", PoolConfig.Hedge.class),
                Map.entry("pointsman.pools.*.changes.*.", PoolConfig.Change.class),
                Map.entry("pointsman.breaker.", BreakerSettings.class),
                Map.entry("pointsman.failures.", FailureConfig.class)));
        sections()
                .forEach(section ->
                        places.put("pointsman." + section.key() + (section.byName() ? ".*." : "."), section.type()));
        assertThat(places).hasSizeGreaterThan(18);
        places.forEach((place, type) -> assertThat(RecordKeys.keysOf(type))
                .allSatisfy(key -> assertThat(described.keySet())
                        .anyMatch(name -> name.equals(place + key)
                                || name.startsWith(place + key + ".")
                                || name.startsWith(place + key + "["))));
        assertThat(described).allSatisfy((name, description) -> {
            if (name.startsWith("pointsman.")) {
                assertThat(description).as(name).isNotBlank();
            }
        });
    }

    private static Collection<SettingsSection<?, ?>> sections() {
        try (ApplicationContext application = Applications.start(Applications.CHAT)) {
            List<SettingsSection<?, ?>> sections = new ArrayList<>();
            application.getBeansOfType(SettingsSection.class).forEach(sections::add);
            return sections;
        }
    }
}
