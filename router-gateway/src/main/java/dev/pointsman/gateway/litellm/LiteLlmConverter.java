package dev.pointsman.gateway.litellm;

import dev.pointsman.gateway.litellm.Findings.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converter of a LiteLLM configuration, with what it includes, to the gateway's own. */
final class LiteLlmConverter {
    private final Findings findings = new Findings();

    private LiteLlmConverter() {}

    /**
     * Result of a conversion.
     *
     * @param config the gateway's configuration
     * @param findings keys that were left out or mean something else
     * @param models number of models that were converted
     */
    record Conversion(Map<String, Object> config, List<Finding> findings, int models) {}

    static Conversion convert(Map<String, Object> source) {
        return new LiteLlmConverter().all(source);
    }

    private Conversion all(Map<String, Object> values) {
        SourceSection source = SourceSection.of("", values, findings);
        SourceSection router = source.section("router_settings");
        SourceSection library = source.section("litellm_settings");
        SourceSection general = source.section("general_settings");
        ModelListMapper models = new ModelListMapper(credentials(source), findings);
        List<Object> entries = source.list("model_list");
        for (int i = 0; i < entries.size(); i++) {
            models.add(i, entries.get(i));
        }
        FallbackChains chains = new FallbackChains();
        for (SourceSection section : List.of(router, library)) {
            chains.read(section, name -> models.groups().containsKey(name) || models.hasModel(name));
        }
        RouterSettingsMapper settings = new RouterSettingsMapper(router, library);
        Map<String, Object> pools = new PoolsMapper(models.groups(), chains, settings, findings).all();
        Map<String, Object> config = new LinkedHashMap<>();
        GeneralSettingsMapper generalMapper = new GeneralSettingsMapper(general);
        Map<String, Object> pointsman = pointsman(models, settings, pools, generalMapper);
        put(pointsman, "state", new RedisMapper(router).state());
        config.put("pointsman", pointsman);
        put(config, "gateway", gateway(models, settings, router, generalMapper));
        String largest = generalMapper.largestRequest();
        if (largest != null) {
            config.put("micronaut", Map.of("server", Map.of("max-request-size", largest)));
        }
        settings.skipWhatIsAlwaysOn();
        List.of(router, library, general, source).forEach(SourceSection::reportRest);
        return new Conversion(config, findings.all(), models.models().size());
    }

    private Map<String, Object> pointsman(
            ModelListMapper models,
            RouterSettingsMapper settings,
            Map<String, Object> pools,
            GeneralSettingsMapper general) {
        Map<String, Object> pointsman = new LinkedHashMap<>();
        String defaultGroup = general.defaultGroup();
        if (defaultGroup != null && pools.containsKey(defaultGroup)) {
            pointsman.put("default-pool", defaultGroup);
        }
        pointsman.put("providers", models.providers());
        pointsman.put("models", models.models());
        put(pointsman, "breaker", settings.breaker());
        pointsman.put("pools", pools);
        put(pointsman, "alerts", general.alerts());
        return pointsman;
    }

    private Map<String, Object> gateway(
            ModelListMapper models,
            RouterSettingsMapper settings,
            SourceSection router,
            GeneralSettingsMapper general) {
        Map<String, Object> aliases = new LinkedHashMap<>(models.aliases());
        settings.aliases().forEach((name, target) -> {
            if (models.groups().containsKey(target) || models.hasModel(target)) {
                aliases.put(name, target);
            } else {
                findings.unmapped(router.path("model_group_alias." + name), "no group or model that was converted");
            }
        });
        aliases.keySet().removeAll(models.groups().keySet());
        Map<String, Object> gateway = new LinkedHashMap<>();
        put(gateway, "aliases", aliases);
        put(gateway, "operators", general.operators());
        return gateway;
    }

    private static Map<String, Object> credentials(SourceSection source) {
        Map<String, Object> credentials = new LinkedHashMap<>();
        for (Object one : source.list("credential_list")) {
            if (one instanceof Map<?, ?> entry
                    && entry.get("credential_name") != null
                    && entry.get("credential_values") instanceof Map<?, ?> values) {
                credentials.put(String.valueOf(entry.get("credential_name")), values);
            }
        }
        return credentials;
    }

    private static void put(Map<String, Object> target, String key, @Nullable Map<String, Object> value) {
        if (value != null && !value.isEmpty()) {
            target.put(key, value);
        }
    }
}
