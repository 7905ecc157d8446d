package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ch.qos.logback.classic.Level;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Lines;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.model.ModelCatalogue;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.Timeouts;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models created from configuration. */
class ConfiguredModelTest {

    @Test
    void aNameAloneTakesItsFiguresFromTheCatalogue() {
        var known = ModelCatalogue.builtIn().find("gpt-4o").orElseThrow();
        Model model = model("{ id: gpt-4o, provider: p }");
        assertThat(model.price()).isEqualTo(known.price());
        assertThat(model.contextWindow()).isEqualTo(known.contextWindow());
        assertThat(model.maxOutput()).isEqualTo(known.maxOutput());
        assertThat(model.capabilities()).isEqualTo(known.capabilities());
        assertThat(model.name()).isEqualTo("gpt-4o");
        assertThat(model.quality()).isEqualTo(1);
    }

    @Test
    void theCatalogueKeyWinsOverTheName() {
        Model model = model("{ id: mine, name: my-deployment, catalogue: gpt-4o, provider: p }");
        assertThat(model.name()).isEqualTo("my-deployment");
        assertThat(model.price())
                .isEqualTo(ModelCatalogue.builtIn().find("gpt-4o").orElseThrow().price());
    }

    @Test
    void whatIsGivenWinsOverTheCatalogue() {
        Model model = model("""
            { id: gpt-4o, provider: p, region: eu, price: { input: 1, output: 2, cached: 0.5 }, context-window: 1000,
              max-output: 100, operations: [chat, embeddings], capabilities: [vision, json-schema], quality: 0.7,
              tags: [fast, "2024"], tenants: [Acme] }""");
        assertThat(model)
                .isEqualTo(new Model(
                        "gpt-4o",
                        "p",
                        "gpt-4o",
                        "eu",
                        new Pricing(1, 2, 0.5),
                        PromptCache.DEFAULT,
                        1000,
                        100,
                        Set.of(Operation.CHAT, Operation.EMBEDDINGS),
                        Set.of(Capability.VISION, Capability.JSON_SCHEMA),
                        0.7,
                        Set.of("fast", "2024"),
                        Set.of("Acme"),
                        Timeouts.NONE));
    }

    @Test
    void aPriceInPartIsLaidOverTheCatalogues() {
        Pricing known = ModelCatalogue.builtIn().find("gpt-4o").orElseThrow().price();
        assertThat(model("{ id: gpt-4o, provider: p, price: { output: 99 } }").price())
                .isEqualTo(new Pricing(known.input(), 99, known.cached()));
    }

    @Test
    void withoutACachedPriceTheInputPriceCounts() {
        assertThat(model("{ id: unheard-of, provider: p, price: { input: 4, output: 5 } }")
                        .price())
                .isEqualTo(new Pricing(4, 5, 4));
    }

    @Test
    void anUnknownModelIsCapableOfEverythingButPrefill() {
        Model model = model("{ id: unheard-of, provider: p }");
        assertThat(model.capabilities()).isEqualTo(EnumSet.complementOf(EnumSet.of(Capability.PREFILL)));
        assertThat(model.price()).isNull();
        assertThat(model.contextWindow()).isZero();
    }

    @Test
    void aPriceForCachedTokensIsNeverMadeDearerThanTheGivenInput() {
        assertThat(model("{ id: m, name: gpt-4o, provider: p, price: { input: 0.5, output: 1 } }")
                        .price())
                .isEqualTo(new Pricing(0.5, 1, 0.5));
        assertThat(model("{ id: m, name: gpt-4o, provider: p, price: { input: 2, output: 1 } }")
                        .price())
                .isEqualTo(new Pricing(2, 1, 1.25));
    }

    @Test
    void pricesOfWritesFollowTheCataloguesShareOfTheInputPrice() {
        assertThat(model("{ id: claude-opus-4-5, provider: p, price: { input: 4 } }")
                        .price())
                .isEqualTo(new Pricing(4, 25, .5, 5, 8));
        assertThat(model("{ id: unheard-of, provider: p, price: { input: 4, output: 5, cache-write: 6 } }")
                        .price())
                .isEqualTo(new Pricing(4, 5, 4, 6, 6));
    }

    @Test
    void thePartsOfACacheThatAreGivenWinOverTheCatalogue() {
        assertThat(model("{ id: claude-opus-4-5, provider: p, cache: { time-to-live: 1h } }")
                        .cache())
                .isEqualTo(new PromptCache(Duration.ofHours(1), 4096, true));
        assertThat(model("{ id: unheard-of, provider: p, cache: { reported: false } }")
                        .cache())
                .isEqualTo(new PromptCache(Duration.ofMinutes(5), 1024, false));
        assertThat(model("{ id: unheard-of, provider: p }").cache()).isNull();
    }

    private static Model model(String yaml) {
        String id = yaml.replaceAll("(?s).*?id: ([^,]+),.*", "$1");
        try (ApplicationContext application =
                Applications.start(OneModel.of(yaml).replace("[m]", "[" + id + "]"))) {
            return application.getBean(ModelRouter.class).operations().models().get(0);
        }
    }

    @Test
    void modelsWithoutAPriceAreNamedInAWarningAtTheStart() {
        try (Lines lines = Lines.of(RouterFactory.class.getName(), Level.WARN)) {
            Applications.start(OneModel.of("{ id: m, name: own-model, provider: p }"))
                    .close();
            assertThat(lines.seen())
                    .singleElement(STRING)
                    .startsWith("Models without a price: m. ")
                    .contains("price in pointsman.models");
        }
        try (Lines lines = Lines.of(RouterFactory.class.getName(), Level.WARN)) {
            Applications.start(OneModel.of("{ id: m, name: own-model, provider: p, price: { input: 0, output: 0 } }"))
                    .close();
            Applications.start(OneModel.of("{ id: m, name: gpt-4o, provider: p }"))
                    .close();
            assertThat(lines.seen()).isEmpty();
        }
    }
}
