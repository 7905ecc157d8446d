package dev.pointsman.micronaut.log;

import dev.pointsman.decisionlog.DecisionLog;
import dev.pointsman.decisionlog.DecisionLogBuilder;
import dev.pointsman.micronaut.quality.internal.GradeLog;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Factory of the decision log, opened at application start if enabled and closed at shutdown. */
@Factory
@Requires(classes = DecisionLog.class)
final class DecisionLogFactory {

    @Singleton
    @Bean(preDestroy = "close")
    DecisionLog log(@Nullable DecisionLogSettings settings) {
        if (settings == null) {
            throw new DisabledBeanException("pointsman.decision-log.enabled is not true");
        }
        DecisionLogBuilder builder = DecisionLog.builder(settings.path());
        if (settings.hashesTenants()) {
            builder.hashTenants();
        }
        if (settings.hashesSessions()) {
            builder.hashSessions();
        }
        if (settings.maxFileSize() != null) {
            builder.maxFileSize(settings.maxFileSize());
        }
        if (settings.maxFiles() != null) {
            builder.maxFiles(settings.maxFiles());
        }
        if (settings.queue() != null) {
            builder.queue(settings.queue());
        }
        if (settings.salt() != null) {
            builder.salt(settings.salt());
        }
        if (settings.policy() != null) {
            builder.policy(settings.policy());
        }
        try {
            return builder.open();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "pointsman.decision-log.path: " + settings.path() + " (expected: a file that can be written: " + e
                            + ")",
                    e);
        }
    }

    @Singleton
    GradeLog grades(@Nullable DecisionLog log) {
        if (log == null) {
            throw new DisabledBeanException("pointsman.decision-log.enabled is not true");
        }
        return log::grade;
    }
}
