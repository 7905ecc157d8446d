package dev.pointsman.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolIdsTest {
    private static final String CHARACTERS = "ab_-:. pointsman_Zm9v\u00fc";

    @ParameterizedTest
    @ValueSource(strings = {"toolu_01AbC", "call-1", "0"})
    void idsThatFitStay(String id) {
        assertThat(ToolIds.mapped(id)).isEqualTo(id);
        assertThat(ToolIds.restored(id)).isEqualTo(id);
    }

    @Test
    void noTwoIdsGetOneAndEachCanBeReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> mapped = new HashMap<>();
        for (int round = 0; round < 50_000; round++) {
            String id = id(random);
            for (int times = random.nextInt(3); times > 0; times--) {
                id = ToolIds.mapped(id); // ids that look like mapped ones are ids, too
            }
            String to = ToolIds.mapped(id);
            assertThat(to).as("seed " + seed).matches("[a-zA-Z0-9_-]+");
            assertThat(ToolIds.restored(to)).as("seed " + seed).isEqualTo(id);
            String before = mapped.put(to, id);
            assertThat(before == null ? id : before).as("seed " + seed).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointsman_!", "pointsman_YQ", "pointsman_x"})
    void anIdThatOnlyLooksMappedIsNotRestored(String id) {
        assertThat(ToolIds.restored(id)).isEqualTo(id);
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder(random.nextInt(4) == 0 ? "pointsman_" : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return id.toString();
    }
}
