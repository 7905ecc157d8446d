package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;

/** Section {@code pointsman.tenants}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class TenantSection {
    private static final SettingsSection<Map<String, TenantConfig>, TenantSettings> SECTION =
            SettingsSection.ofNames("tenants", TenantConfig.class, TenantMapper::of);

    @Singleton
    SettingsSection<Map<String, TenantConfig>, TenantSettings> section() {
        return SECTION;
    }

    @Singleton
    TenantSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }
}
