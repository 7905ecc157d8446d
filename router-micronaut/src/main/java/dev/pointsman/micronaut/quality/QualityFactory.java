package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.micronaut.quality.internal.GradeLog;
import dev.pointsman.micronaut.quality.internal.QualityClock;
import dev.pointsman.micronaut.usage.UsageLedger;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Clock;
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
            @Nullable AnswerProbes probes,
            @Nullable QualityClock clock) {
        return new QualityRunner(router, enabled(monitor), enabled(setup), readers, probes, clock);
    }

    @Singleton
    @Requires(beans = {ModelRouter.class, ChatClient.class})
    AnswerProbes probes(
            ModelRouter router,
            ChatClient client,
            @Nullable QualityMonitor monitor,
            @Nullable QualitySetup setup,
            QualityNotices notices,
            @Nullable UsageLedger ledger,
            @Nullable Clock clock) {
        ProbeBudget budget = enabled(setup).probes();
        if (budget == null) {
            throw new DisabledBeanException("pointsman.quality.probe-tokens-per-day is 0");
        }
        ProbeCharges charges = ledger == null ? (model, usage) -> {} : ledger::probed;
        return new AnswerProbes(
                router, client, budget, enabled(monitor), notices, charges, clock == null ? Clock.systemUTC() : clock);
    }

    @Singleton
    @Requires(beans = ModelRouter.class)
    QualityViews views(
            @Nullable QualityMonitor monitor,
            QualityNotices notices,
            @Nullable Grades grades,
            @Nullable AnswerProbes probes,
            @Nullable QualityClock clock) {
        return new QualityViews(enabled(monitor), notices, enabled(grades), probes, clock);
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
