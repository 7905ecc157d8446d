package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RefusalPageTest {
    private static final Path PAGE = Path.of("..", "docs", "refusals.md");

    @Test
    void theGuidesPageIsWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, RefusalPage.text());
        }
        assertThat(PAGE).hasContent(RefusalPage.text());
    }
}
