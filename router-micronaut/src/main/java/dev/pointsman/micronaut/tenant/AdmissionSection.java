package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.EnumValues;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.micronaut.tenant.AdmissionSettings.WhenStoreGone;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.admission}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class AdmissionSection {
    private static final SettingsSection<AdmissionConfig, AdmissionSettings> SECTION =
            new SettingsSection<>("admission", AdmissionConfig.class, AdmissionSection::of);

    @Singleton
    SettingsSection<AdmissionConfig, AdmissionSettings> section() {
        return SECTION;
    }

    @Singleton
    AdmissionSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    private static AdmissionSettings of(@Nullable AdmissionConfig config, ConfigErrors at) {
        WhenStoreGone given = config == null || config.whenStoreGone() == null
                ? null
                : EnumValues.of(WhenStoreGone.class, config.whenStoreGone(), at.in("when-store-gone"));
        return new AdmissionSettings(given == null ? WhenStoreGone.ALLOW : given);
    }
}
