package dev.pointsman.micronaut.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.decisionlog.DecisionLog;
import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogConfigurationTest {
    private static final RouteRequest ACME =
            RouteRequest.builder().tenant("acme").session("lunch").build();

    @TempDir
    Path directory;

    @Test
    void whatIsConfiguredIsLogged() throws IOException {
        String yaml = with("enabled: true, max-file-size: 20MB, max-files: 2, queue: 100, policy: spring");
        try (ApplicationContext application = Applications.start(yaml)) {
            call(application);
        }
        LoggedDecision logged = onlyLine();
        assertThat(logged.policy()).isEqualTo("spring");
        assertThat(logged.pick().model()).isEqualTo("gpt-4o");
        assertThat(logged.instance()).isNotEmpty();
        assertThat(logged.context().tenant()).isNull();
        assertThat(logged.context().session()).isNull();
    }

    @Test
    void gradesOfAnswersAreLogged() throws IOException {
        String yaml = with("enabled: true") + "  quality: { enabled: true }\n";
        List<DecisionLogReader.Grade> grades = new ArrayList<>();
        try (ApplicationContext application = Applications.start(yaml)) {
            call(application);
            QualityOperations quality = application.getBean(QualityOperations.class);
            String instance =
                    application.getBean(ModelRouter.class).operations().instance();
            assertThat(quality.grade(RouteTrace.decisionId(instance, 0), 0.25)).isTrue();
            assertThat(quality.grade("another-0", 0.5)).isFalse();
        }
        try (DecisionLogReader reader = DecisionLogReader.open(path())) {
            reader.onGrade(grades::add);
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
        }
        assertThat(grades)
                .singleElement()
                .satisfies(grade -> assertThat(grade.grade()).isEqualTo(0.25))
                .satisfies(grade ->
                        assertThat(grade.instance()).isEqualTo(onlyLine().instance()));
    }

    @Test
    void tenantsAreHashedOnRequest() throws IOException {
        try (ApplicationContext application =
                Applications.start(with("enabled: true, tenant: hashed, salt: pepper-and-salt"))) {
            call(application);
        }
        assertThat(onlyLine().context().tenant()).hasSize(32);
        assertThat(onlyLine().context().session()).isNull();
        assertThat(Files.readString(path())).doesNotContain("acme", "lunch", "pepper");
    }

    @Test
    void nothingIsLoggedUnlessItIsEnabled() {
        for (String keys : new String[] {"policy: spring", "enabled: false"}) {
            try (ApplicationContext application = Applications.start(with(keys))) {
                call(application);
                assertThat(application.findBean(DecisionLog.class)).isEmpty();
            }
            assertThat(path()).doesNotExist();
        }
        try (ApplicationContext application = Applications.start(Applications.CHAT)) {
            assertThat(application.findBean(DecisionLog.class)).isEmpty();
        }
    }

    @Test
    void anApplicationWhoseLogCannotBeWrittenDoesNotStart() throws IOException {
        Files.createDirectory(path());
        assertThatThrownBy(() -> Applications.start(with("enabled: true")).close())
                .rootCause()
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Applications.start(with("enabled: true")).close())
                .hasStackTraceContaining(
                        "pointsman.decision-log.path: " + path() + " (expected: a file that can be written: ");
    }

    private static void call(ApplicationContext application) {
        application.getBean(ModelRouter.class).call(ACME, attempt -> "answer");
    }

    private LoggedDecision onlyLine() throws IOException {
        try (DecisionLogReader reader = DecisionLogReader.open(path())) {
            LoggedDecision first = reader.next();
            assertThat(reader.next()).isNull();
            assertThat(first).isNotNull();
            return first;
        }
    }

    private Path path() {
        return directory.resolve("decisions.jsonl");
    }

    private String with(String keys) {
        return Applications.CHAT + "  decision-log: { path: \"" + path() + "\", " + keys + " }\n";
    }
}
