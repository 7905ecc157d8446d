package dev.pointsman.micronaut.tenant;

import dev.pointsman.admission.Admission;
import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.RouterCustomizer;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.time.NanoClock;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Factory of the accounts of limits, of the admission by tenants, and of their part of the router. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class TenantFactory {
    private static final Duration FIRST_LEASES = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    @Singleton
    @Bean(preDestroy = "close")
    UsageAccounts accounts(BoundSections sections, @Nullable UsageStore store, @Nullable NanoClock clock) {
        String holder = sections.instance() + "-" + UUID.randomUUID();
        UsageAccounts accounts = new UsageAccounts(store == null ? UsageStore.inMemory() : store, holder);
        accounts.start(of(clock)::nanos);
        return accounts;
    }

    @Singleton
    @Bean(typed = TenantAdmission.class)
    @Requires(property = SettingsSection.ROOT + ".tenants")
    TenantAdmission admission(
            @Nullable TenantSettings tenants,
            AdmissionSettings settings,
            BeanProvider<UsageAccounts> accounts,
            @Nullable InstantSource wallClock,
            @Nullable NanoClock clock) {
        if (tenants == null) {
            throw new DisabledBeanException("no pointsman.tenants");
        }
        NanoClock nanos = of(clock);
        boolean admits = settings.whenStoreGone() == AdmissionSettings.WhenStoreGone.ALLOW;
        UsageAccounts leased = accounts.get();
        TenantAdmission admission = new TenantAdmission(
                tenants.tenants(),
                leased,
                wallClock == null ? InstantSource.system() : wallClock,
                admits,
                nanos.nanos());
        waitForLeases(leased);
        return admission;
    }

    /** Waits for the first answers of the store, so that the first calls are not refused; a store that is gone is not waited for. */
    private static void waitForLeases(UsageAccounts accounts) {
        long begin = System.nanoTime();
        try {
            while (accounts.isStoreGone() && System.nanoTime() - begin < FIRST_LEASES.toNanos()) {
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Singleton
    TenantKeys keys(@Nullable TenantSettings tenants) {
        return tenants == null ? TenantKeys.NONE : new TenantKeys(tenants.keys());
    }

    @Singleton
    @Requires(property = SettingsSection.ROOT + ".tenants")
    RouterCustomizer customizer(@Nullable TenantAdmission tenants, @Nullable Admission other) {
        if (tenants == null) {
            throw new DisabledBeanException("no pointsman.tenants");
        }
        if (other != null) {
            throw new ConfigurationException("pointsman.tenants: configured beside a bean of type Admission, "
                    + other.getClass().getName() + " (expected: one of both)");
        }
        return builder -> builder.admission(tenants).eligibility(tenants.rule());
    }

    private static NanoClock of(@Nullable NanoClock clock) {
        return clock == null ? NanoClock.system() : clock;
    }
}
