package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.micronaut.quality.internal.QualityClock;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Factory of the monitor, of its thread and of what feeds and shows it, if it is enabled. */
@Factory
@Requires(classes = QualityMonitor.class)
final class QualityFactory {

    @Singleton
    QualityMonitor monitor(@Nullable QualitySettings settings, QualityNotices notices) {
        return new QualityMonitor(enabled(settings), notices);
    }

    @Singleton
    AnswerObserver observer(@Nullable QualityMonitor monitor) {
        return new QualityAnswers(enabled(monitor));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(beans = ModelRouter.class)
    QualityRunner runner(
            ModelRouter router,
            @Nullable QualityMonitor monitor,
            List<QualityReader> readers,
            @Nullable QualityClock clock) {
        return new QualityRunner(router, enabled(monitor), readers, clock);
    }

    @Singleton
    @Requires(beans = ModelRouter.class)
    QualityViews views(
            ModelRouter router,
            @Nullable QualityMonitor monitor,
            QualityNotices notices,
            @Nullable QualityClock clock) {
        return new QualityViews(router, enabled(monitor), notices, clock);
    }

    @Singleton
    @Bean(preDestroy = "close")
    EvaluatedResults results(@Nullable QualityMonitor monitor, List<AnswerEvaluator> evaluators) {
        if (evaluators.isEmpty()) {
            throw new DisabledBeanException("no evaluator of answers");
        }
        return new EvaluatedResults(enabled(monitor), evaluators);
    }

    static <T> T enabled(@Nullable T bean) {
        if (bean == null) {
            throw new DisabledBeanException("pointsman.quality.enabled is not true");
        }
        return bean;
    }
}
