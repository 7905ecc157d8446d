package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configuration of failure handling by environment variables. */
class ConductFromVariablesTest {
    @Test
    void anEnvironmentVariableReachesWhatNoFileHas() {
        Map<String, Object> variables = Map.of(
                "POINTSMAN_POOLS_CHAT_FAILOVER_ATTEMPTS", "2",
                "POINTSMAN_POOLS_CHAT_HEDGE_ENABLED", "true",
                "POINTSMAN_BREAKER_RAMP", "1, 4");
        try (ApplicationContext application =
                Applications.start(Conduct.yaml("", "", ""), "none", new Variables(0, variables))) {
            Pool pool =
                    application.getBean(ModelRouter.class).operations().pools().get(0);
            assertThat(pool.failover().attempts()).isEqualTo(2);
            assertThat(pool.hedge().enabled()).isTrue();
            assertThat(application.getBean(RouterSettings.class).breaker().ramp())
                    .containsExactly(1, 4);
        }
    }

    @Test
    void anEnvironmentVariableMayTakeFailoverAway() {
        var variables = new Variables(0, Map.of("POINTSMAN_POOLS_CHAT_FAILOVER", "none"));
        try (ApplicationContext application = Applications.start(Conduct.yaml("", "", ""), "none", variables)) {
            assertThat(application
                            .getBean(ModelRouter.class)
                            .operations()
                            .pools()
                            .get(0)
                            .failover()
                            .otherModels())
                    .isFalse();
        }
    }
}
