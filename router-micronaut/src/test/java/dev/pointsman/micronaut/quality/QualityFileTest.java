package dev.pointsman.micronaut.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Lines;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned quality and baselines over restarts of the application. */
class QualityFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("quality.state");
    }

    private ApplicationContext start() {
        return Applications.start(
                Applications.CHAT + "  quality: { enabled: true, prior: 1, file: \"" + file + "\" }\n");
    }

    private static List<LearnedModel> learned(ApplicationContext application) {
        return application.getBean(QualityMonitor.class).learned();
    }

    private List<LearnedModel> grades() throws InterruptedException {
        try (ApplicationContext application = start()) {
            QualityMonitor monitor = application.getBean(QualityMonitor.class);
            Attempt attempt = application.getBean(ModelRouter.class).route(RouteRequest.ANY);
            attempt.succeed();
            monitor.grade(attempt.id(), 0.25);
            for (int i = 0; i < 500 && monitor.counts().grades() == 0; i++) {
                Thread.sleep(10);
            }
            return monitor.learned();
        }
    }

    @Test
    void learnedQualityOutlivesARestart() throws InterruptedException {
        List<LearnedModel> before = grades();

        assertThat(before).anySatisfy(one -> assertThat(one.observations()).isOne());
        try (ApplicationContext again = start()) {
            assertThat(learned(again)).isEqualTo(before);
        }
        try (ApplicationContext again = start()) {
            assertThat(learned(again)).isEqualTo(before);
        }
    }

    @Test
    void aBrokenFileIsSetAsideWithAWarning() throws IOException, InterruptedException {
        grades();
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length - 9] ^= 1;
        for (byte[] broken : List.of(Arrays.copyOf(whole, whole.length / 2), changed)) {
            Files.write(file, broken);
            try (Lines lines = Lines.of(QualityFile.class.getName(), Level.WARN);
                    ApplicationContext again = start()) {
                assertThat(learned(again))
                        .allSatisfy(one -> assertThat(one.observations()).isZero());
                assertThat(lines.seen()).singleElement().asString().contains("is broken and is now", "learned anew");
            }
            assertThat(folder.resolve("quality.state.broken")).hasBinaryContent(broken);
        }
    }

    @Test
    void aForeignFileIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(file, "minutes of a meeting");

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("pointsman.quality.file: " + file)
                .hasStackTraceContaining("expected: a file of the state of quality");
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("minutes of a meeting");
    }

    @Test
    void aFileBelongsToOneProcess() {
        try (ApplicationContext first = start()) {
            assertThat(first.isRunning()).isTrue();
            assertThatThrownBy(this::start).hasStackTraceContaining("expected: a file that no other process uses");
        }
        start().close();
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        file = folder.resolve("missing").resolve("quality.state");

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("pointsman.quality.file: " + file)
                .hasStackTraceContaining("a file in a folder that exists");
    }
}
