package dev.pointsman.micronaut.usage;

import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Factory of the ledger of usage, if tenants are configured. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class UsageFactory {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = SettingsSection.ROOT + ".tenants")
    UsageLedger ledger(@Nullable TenantAdmission tenants, @Nullable Clock clock, @Nullable UsageRecordStore store) {
        if (tenants == null) {
            throw new DisabledBeanException("no pointsman.tenants");
        }
        return new UsageLedger(clock == null ? Clock.systemUTC() : clock, tenants, store);
    }
}
