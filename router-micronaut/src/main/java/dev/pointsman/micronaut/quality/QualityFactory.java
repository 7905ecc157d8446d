package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.micronaut.quality.internal.GradeLog;
import dev.pointsman.micronaut.quality.internal.QualityClock;
import dev.pointsman.quality.QualityMonitor;
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
    QualityMonitor monitor(@Nullable QualitySetup setup, QualityNotices notices) {
        return new QualityMonitor(enabled(setup).settings(), notices);
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
            @Nullable QualitySetup setup,
            List<QualityReader> readers,
            @Nullable QualityClock clock) {
        return new QualityRunner(router, enabled(monitor), enabled(setup), readers, clock);
    }

    @Singleton
    @Requires(beans = ModelRouter.class)
    QualityViews views(
            @Nullable QualityMonitor monitor,
            QualityNotices notices,
            @Nullable Grades grades,
            @Nullable QualityClock clock) {
        return new QualityViews(enabled(monitor), notices, enabled(grades), clock);
    }

    @Singleton
    @Requires(beans = ModelRouter.class)
    Grades grades(ModelRouter router, @Nullable QualityMonitor monitor, @Nullable GradeLog log) {
        return new Grades(router.operations().instance(), enabled(monitor), log);
    }

    @Singleton
    @Bean(preDestroy = "close")
    EvaluatedResults results(@Nullable Grades grades, List<AnswerEvaluator> evaluators) {
        if (evaluators.isEmpty()) {
            throw new DisabledBeanException("no evaluator of answers");
        }
        return new EvaluatedResults(enabled(grades), evaluators);
    }

    static <T> T enabled(@Nullable T bean) {
        if (bean == null) {
            throw new DisabledBeanException("pointsman.quality.enabled is not true");
        }
        return bean;
    }
}
