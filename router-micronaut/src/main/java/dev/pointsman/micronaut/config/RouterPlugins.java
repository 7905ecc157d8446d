package dev.pointsman.micronaut.config;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.SessionStore;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Beans of the application that replace the router's stores, admit its calls and add eligibility rules. */
@Singleton
final class RouterPlugins {
    private final List<EligibilityRule> rules;
    private final @Nullable Admission admission;
    private final @Nullable SessionStore sessions;
    private final @Nullable HealthExchange health;

    RouterPlugins(
            List<EligibilityRule> rules,
            @Nullable Admission admission,
            @Nullable SessionStore sessions,
            @Nullable HealthExchange health) {
        this.rules = rules;
        this.admission = admission;
        this.sessions = sessions;
        this.health = health;
    }

    void addTo(ModelRouterBuilder builder) {
        rules.forEach(builder::eligibility);
        if (admission != null) {
            builder.admission(admission);
        }
        if (sessions != null) {
            builder.sessions(sessions);
        }
        if (health != null) {
            builder.health(health);
        }
    }
}
