package dev.pointsman.micronaut.answer;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.RouterCustomizer;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Section {@code pointsman.answers}: memory limits of answers, and the size of the stale-response cache. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class AnswerSection {
    private static final SettingsSection<AnswerConfig, AnswerSettings> SECTION =
            new SettingsSection<>("answers", AnswerConfig.class, AnswerMapper::of);

    @Singleton
    SettingsSection<AnswerConfig, AnswerSettings> section() {
        return SECTION;
    }

    @Singleton
    AnswerLimits limits(BoundSections sections) {
        return sections.settings(SECTION).limits();
    }

    @Singleton
    RouterCustomizer staleMemory(BoundSections sections) {
        return router -> router.staleMemory(sections.settings(SECTION).staleMemory());
    }
}
