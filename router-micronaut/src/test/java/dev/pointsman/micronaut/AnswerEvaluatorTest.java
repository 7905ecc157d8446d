package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.quality.AnswerEvaluator;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityMonitor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results of routed methods, graded by a bean of the application. */
class AnswerEvaluatorTest {
    private final ApplicationContext application =
            Applications.start(Applications.CHAT + "  quality: { enabled: true, prior: 1 }\n", "wards");
    private final RoutedTestService service = application.getBean(RoutedTestService.class);

    @AfterEach
    void close() {
        application.close();
    }

    @Singleton
    @Requires(property = "spec", value = "wards")
    @Requires(property = "pointsman.quality.enabled", value = "true")
    static class Evaluator implements AnswerEvaluator {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable Double grade(String method, Object result) {
            seen.add(method.substring(method.lastIndexOf('.') + 1) + " " + result);
            return result.equals("haiku") ? null : 0.25;
        }
    }

    @Test
    void theModelThatServedIsGraded() throws InterruptedException {
        service.script = attempt -> {
            if (attempt.model().id().equals("gpt-4o")) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.model().id();
        };
        service.value();
        service.mono().block();

        QualityMonitor monitor = application.getBean(QualityMonitor.class);
        for (int i = 0; i < 200 && monitor.counts().grades() < 2; i++) {
            Thread.sleep(20);
        }
        assertThat(monitor.counts().grades()).isEqualTo(2);
        assertThat(application.getBean(Evaluator.class).seen)
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen).startsWith("RoutedTestService#"));
        assertThat(monitor.learned())
                .filteredOn(one -> one.observations() > 0)
                .extracting(LearnedModel::model)
                .doesNotContain("gpt-4o")
                .isNotEmpty();
    }
}
