package dev.pointsman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private static final String ROW = "m | v | chat | 1 | 2 | 0.5 | 1000 | 100 | tools vision | m-1 m-2";

    @Test
    void theBuiltInCatalogueKnowsAtLeastSixtyModels() {
        assertThat(ModelCatalogue.builtIn().entries()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void everyBuiltInModelMakesAModelByItsNameAlone() {
        for (ModelCatalogue.Entry entry : ModelCatalogue.builtIn().entries()) {
            Model model =
                    Model.builder(entry.name(), entry.vendor()).from(entry).build();
            assertThat(model.operations()).isNotEmpty();
            assertThat(model.price()).isEqualTo(entry.price());
        }
    }

    @Test
    void noBuiltInChatModelWithAPriceAnswersForNothingUnlessItsPromptIsFreeToo() {
        for (ModelCatalogue.Entry entry : ModelCatalogue.builtIn().entries()) {
            Pricing price = entry.price();
            if (price != null && entry.operations().contains(Operation.CHAT)) {
                assertThat(price.output() > 0).as(entry.name()).isEqualTo(price.input() > 0);
            }
        }
    }

    @Test
    void theBuiltInFiguresAreTheTables() {
        ModelCatalogue.Entry entry = ModelCatalogue.builtIn().find("gpt-4o").orElseThrow();

        assertThat(entry.vendor()).isEqualTo("openai");
        assertThat(entry.price()).isEqualTo(new Pricing(2.5, 10, 1.25));
        assertThat(entry.contextWindow()).isEqualTo(128_000);
        assertThat(entry.maxOutput()).isEqualTo(16_384);
        assertThat(entry.capabilities()).contains(Capability.VISION, Capability.TOOLS, Capability.JSON_SCHEMA);
    }

    @Test
    void claudeCachesForFiveMinutesAndChargesForWrites() {
        ModelCatalogue.Entry entry =
                ModelCatalogue.builtIn().find("claude-opus-4-5").orElseThrow();

        assertThat(entry.price()).isEqualTo(new Pricing(5, 25, .5, 6.25, 10));
        assertThat(entry.cache()).isEqualTo(new PromptCache(Duration.ofMinutes(5), 4096, true));
    }

    @Test
    void theLongestFamilyOfANameCounts() {
        ModelCatalogue catalogue = ModelCatalogue.builtIn();

        assertThat(catalogue.find("gpt-5.5").orElseThrow().cache())
                .isEqualTo(new PromptCache(Duration.ofMinutes(5), 1024, true));
        assertThat(catalogue.find("gpt-5.6-luna").orElseThrow().cache())
                .isEqualTo(new PromptCache(Duration.ofMinutes(30), 1024, true));
    }

    @Test
    void everyBuiltInModelThatCachesPromptsHasACache() {
        for (ModelCatalogue.Entry entry : ModelCatalogue.builtIn().entries()) {
            assertThat(entry.cache() != null)
                    .as(entry.name())
                    .isEqualTo(entry.capabilities().contains(Capability.PROMPT_CACHING));
        }
    }

    @Test
    void aNameAndItsAliasesFindTheSameEntry() {
        ModelCatalogue catalogue = read(ROW);

        assertThat(catalogue.find("m-2")).isEqualTo(catalogue.find("m")).isPresent();
        assertThat(catalogue.find("m-3")).isEmpty();
        assertThat(catalogue.entries()).hasSize(1);
    }

    @Test
    void aRowIsReadCellByCell() {
        assertThat(read(ROW).find("m"))
                .contains(new ModelCatalogue.Entry(
                        "m",
                        "v",
                        new Pricing(1, 2, .5),
                        null,
                        1000,
                        100,
                        Set.of(Operation.CHAT),
                        Set.of(Capability.TOOLS, Capability.VISION)));
    }

    @Test
    void commentsTheHeaderAndEmptyLinesAreForPeople() {
        assertThat(read("# about\n\nname | vendor | and | so | on\n" + ROW).entries())
                .hasSize(1);
    }

    @Test
    void anEmptyCellIsUnknownAndNeverZero() {
        ModelCatalogue.Entry unknown =
                read("m | v | chat |  |  |  |  |  |  |").find("m").orElseThrow();

        assertThat(unknown.price()).isNull();
        assertThat(unknown.contextWindow()).isZero();
        assertThat(read("m | v | chat | 1 |  |  |  |  |  |")
                        .find("m")
                        .orElseThrow()
                        .price())
                .as("a chat model whose answers have no price")
                .isNull();
    }

    @Test
    void withoutACachedPriceCachedTokensCostWhatOthersDo() {
        assertThat(read("m | v | chat | 3 | 4 |  |  |  |  |")
                        .find("m")
                        .orElseThrow()
                        .price())
                .isEqualTo(new Pricing(3, 4, 3));
    }

    @Test
    void embeddingsHaveNoPriceForAnswers() {
        assertThat(read("m | v | embeddings | 3 |  |  |  |  |  |")
                        .find("m")
                        .orElseThrow()
                        .price())
                .isEqualTo(new Pricing(3, 0, 3));
    }

    @Test
    void aBadRowIsRefusedWithItsLineAndWhatIsWrong() {
        refused("m | v | chat", "line 2: 3 cells (expected: 10)");
        refused("m | v | chat | x | 2 |  |  |  |  |", "line 2: For input string: \"x\"");
        refused("m | v | chat | -1 | 2 |  |  |  |  |", "line 2: input: -1.0 (expected: >= 0");
        refused("m | v | chat | NaN | 2 |  |  |  |  |", "line 2: input: NaN (expected: >= 0");
        refused("m | v | chat | 1 | 2 |  | 1.5 |  |  |", "line 2: For input string: \"1.5\"");
        refused("m | v | chat | 1 | 2 |  | -5 |  |  |", "line 2: contextWindow: -5 (expected: >= 0)");
        refused("m | v | speech | 1 | 2 |  |  |  |  |", "line 2: speech (expected: one of chat, embeddings)");
        refused("m | v | | 1 | 2 |  |  |  |  |", "line 2: operations: [] (expected: not empty)");
        refused("m | v | chat | 1 | 2 |  |  |  | smell |", "line 2: smell (expected: one of vision, tools");
        refused(" | v | chat | 1 | 2 |  |  |  |  |", "line 2: name: \"\" (expected: not blank)");
    }

    @Test
    void aNameStandsInTheTableOnceWhetherAsANameOrAsAnAlias() {
        refused("m-0 | v | chat |  |  |  |  |  |  |", "line 2: m-0 (expected: a new name)");
        refused("n | v | chat |  |  |  |  |  |  | m-0", "line 2: m-0 (expected: a new name)");
        refused("alias-0 | v | chat |  |  |  |  |  |  |", "line 2: alias-0 (expected: a new name)");
        refused("n | v | chat |  |  |  |  |  |  | alias-0", "line 2: alias-0 (expected: a new name)");
    }

    private static void refused(String row, String message) {
        assertThatThrownBy(() -> read("m-0 | v | chat |  |  |  |  |  |  | alias-0\n" + row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static ModelCatalogue read(String table) {
        return ModelCatalogue.read(new StringReader(table));
    }
}
