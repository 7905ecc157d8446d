package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.model.Goal;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.time.NanoClock;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Check of the names that tenants use against the router, and maintenance of their budgets while it runs. */
@Context
@SuppressWarnings("FutureReturnValueIgnored") // the task catches its errors and ends with its thread
@Requires(property = SettingsSection.ROOT)
final class TenantStart {
    private static final Logger LOG = LoggerFactory.getLogger(TenantStart.class);

    private static final String FILE = SettingsSection.ROOT + ".state.file";

    private final @Nullable ScheduledThreadPoolExecutor thread;

    TenantStart(
            @Nullable TenantSettings settings,
            @Nullable TenantAdmission admission,
            ModelRouter router,
            @Nullable NanoClock clock,
            @Nullable UsageStore store,
            PropertyResolver properties,
            ApplicationEventPublisher<BudgetWarning> events) {
        if (settings == null || admission == null) {
            thread = null;
            return;
        }
        List<String> mistakes = new ArrayList<>();
        settings.tenants().forEach(tenant -> check(tenant, router, mistakes));
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("Pointsman's configuration is wrong:\n  " + String.join("\n  ", mistakes));
        }
        boolean kept = (store != null && store.isShared()) || properties.containsProperty(FILE);
        if (!kept
                && settings.tenants().stream()
                        .anyMatch(tenant -> !tenant.budgets().isEmpty())) {
            LOG.warn(
                    "A restart forgets what tenants have spent of their budgets: set {}, or pointsman.state.redis",
                    FILE);
        }
        NanoClock nanos = clock == null ? NanoClock.system() : clock;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "pointsman-tenants");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(() -> maintain(admission, nanos, events), 1, 1, TimeUnit.SECONDS);
    }

    private static void maintain(
            TenantAdmission admission, NanoClock clock, ApplicationEventPublisher<BudgetWarning> events) {
        try {
            admission.maintain(
                    (tenant, budget, mark, spent) -> {
                        BudgetWarning warning =
                                new BudgetWarning(tenant, budget.toString(), mark, spent, budget.amount());
                        LOG.warn("{}", warning);
                        events.publishEvent(warning);
                    },
                    clock.nanos());
        } catch (RuntimeException e) { // the next second tries again
            LOG.warn("The budgets of tenants could not be maintained", e);
        }
    }

    private static void check(Tenant tenant, ModelRouter router, List<String> mistakes) {
        String at = "pointsman.tenants." + tenant.name() + ".";
        List<String> pools =
                router.operations().pools().stream().map(pool -> pool.name()).toList();
        List<String> models =
                router.operations().models().stream().map(model -> model.id()).toList();
        known(tenant.pools(), pools, at + "pools", mistakes);
        known(tenant.models().allowed(), models, at + "models.allow", mistakes);
        known(tenant.models().denied(), models, at + "models.deny", mistakes);
        Goal goal = tenant.goal();
        if (goal != null) {
            known(List.of(goal.name()), router.operations().goals(), at + "goal", mistakes);
        }
        for (int i = 0; i < tenant.budgets().size(); i++) {
            TenantBudget budget = tenant.budgets().get(i);
            String path = at + "budgets[" + i + "].";
            known(budget.models(), models, path + "models", mistakes);
            String pool = budget.poolWhenSpent();
            known(pool == null ? List.of() : List.of(pool), pools, path + "when-spent.pool", mistakes);
        }
    }

    private static void known(Collection<String> names, Collection<String> all, String path, List<String> mistakes) {
        names.stream()
                .filter(name -> !all.contains(name))
                .sorted()
                .forEach(name ->
                        mistakes.add(path + ": " + name + " (expected: one of: " + String.join(", ", all) + ")"));
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
