package dev.pointsman.micronaut.config;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.model.ModelBuilder;
import dev.pointsman.model.ModelCatalogue;
import dev.pointsman.model.Operation;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.Timeouts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to models; given values take precedence over the catalogue. */
final class ModelMapper {
    private final ModelCatalogue catalogue = ModelCatalogue.builtIn();
    private final Map<String, Timeouts> providers;

    /** Creates a mapper with the providers and their timeouts. */
    ModelMapper(Map<String, Timeouts> providers) {
        this.providers = providers;
    }

    /**
     * Returns the models by id, in order; errors are reported, and a model with errors is included, as pools may name
     * it.
     */
    Map<String, Model> all(List<ModelConfig> configs, ConfigErrors at) {
        at.require(!configs.isEmpty(), "[]", "at least one model");
        Map<String, Model> models = new LinkedHashMap<>();
        for (int i = 0; i < configs.size(); i++) {
            Model model = one(configs.get(i), at.in(i));
            if (configs.get(i).id() != null && models.putIfAbsent(model.id(), model) != null) {
                at.in(i).in("id").refuse(model.id(), "an id that no other model has");
            }
        }
        return models;
    }

    private Model one(ModelConfig config, ConfigErrors at) {
        String id = plain(at.in("id").given(config.id(), "an id that no other model has"), at.in("id"));
        String provider = at.in("provider").knownName(config.provider(), providers.keySet());
        ModelBuilder builder = Model.builder(id, provider).region(config.region());
        String name = config.name() == null ? id : plain(config.name(), at.in("name"));
        ModelCatalogue.Entry entry = entry(config.catalogue(), name, at.in("catalogue"));
        if (entry == null) {
            builder.capabilities(EnumSet.complementOf(EnumSet.of(Capability.PREFILL)));
        } else {
            builder.from(entry);
        }
        builder.name(name).tags(Set.copyOf(config.tags())).tenants(Set.copyOf(config.tenants()));
        builder.timeouts(new RangeChecks(at)
                .timeouts(config.firstTokenTimeout(), config.stallTimeout(), config.responseTimeout())
                .or(providers.getOrDefault(provider, Timeouts.NONE)));
        builder.price(PriceMapper.of(config.price(), entry == null ? null : entry.price(), at.in("price")));
        builder.cache(cache(config.cache(), entry == null ? null : entry.cache(), at.in("cache")));
        figures(config, builder, at);
        abilities(config, builder, at);
        return builder.build();
    }

    /** Returns the name; the replacement of one with control characters is never used, as the report then throws. */
    private static String plain(String name, ConfigErrors at) {
        return at.require(ConfigErrors.isPlain(name), "a control character", "a name without") ? name : "?";
    }

    private ModelCatalogue.@Nullable Entry entry(@Nullable String wanted, String name, ConfigErrors at) {
        ModelCatalogue.Entry entry =
                catalogue.find(wanted == null ? name : wanted).orElse(null);
        if (wanted != null) {
            at.require(entry != null, wanted, "a name in the catalogue of models");
        }
        return entry;
    }

    /** Returns the prompt cache; null if nothing is given or known. */
    private static @Nullable PromptCache cache(
            ModelConfig.@Nullable Cache given, @Nullable PromptCache known, ConfigErrors at) {
        if (given == null) {
            return known;
        }
        PromptCache other = known == null ? PromptCache.DEFAULT : known;
        Duration live = given.timeToLive() == null ? other.timeToLive() : given.timeToLive();
        int minimum = given.minimumTokens() == null ? other.minimumTokens() : given.minimumTokens();
        boolean lives = at.in("time-to-live").require(live.compareTo(Duration.ZERO) > 0, live, "> 0");
        boolean begins = at.in("minimum-tokens").require(minimum >= 0, minimum, ">= 0 tokens");
        boolean reported = given.reported() == null ? other.reported() : given.reported();
        return lives && begins ? new PromptCache(live, minimum, reported) : known;
    }

    private static void figures(ModelConfig config, ModelBuilder builder, ConfigErrors at) {
        Integer window = config.contextWindow();
        if (window != null && at.in("context-window").require(window > 0, window, "> 0 tokens")) {
            builder.contextWindow(window);
        }
        Integer output = config.maxOutput();
        if (output != null && at.in("max-output").require(output > 0, output, "> 0 tokens")) {
            builder.maxOutput(output);
        }
        Double quality = config.quality();
        if (quality != null && at.in("quality").require(quality > 0 && quality <= 1, quality, "> 0 and <= 1")) {
            builder.quality(quality);
        }
    }

    private static void abilities(ModelConfig config, ModelBuilder builder, ConfigErrors at) {
        List<String> wanted = config.operations();
        if (wanted != null
                && at.in("operations").require(!wanted.isEmpty(), wanted, EnumValues.oneOf(Operation.class))) {
            Set<Operation> operations = EnumValues.of(Operation.class, wanted, at.in("operations"));
            builder.operations(operations.isEmpty() ? Set.of(Operation.CHAT) : operations);
        }
        if (!config.capabilities().isEmpty()) {
            builder.capabilities(EnumValues.of(Capability.class, config.capabilities(), at.in("capabilities")));
        }
    }
}
