package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SituationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "situations.md");

    @Test
    void thePageIsWhatTheTestsSay() throws IOException {
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, SituationsPage.text());
        }
        assertThat(PAGE).hasContent(SituationsPage.text());
    }

    @Test
    void everySituationHasTests() {
        assertThat(SituationsPage.ROWS)
                .extracting(SituationsPage.Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(17, 30)
                        .filter(number -> number != 20) // a simulation of many sessions
                        .boxed()
                        .toList());
        assertThat(SituationsPage.ROWS)
                .allSatisfy(row ->
                        assertThat(row.pairs()).as("pairs of %d", row.number()).hasSizeGreaterThan(10));
    }
}
