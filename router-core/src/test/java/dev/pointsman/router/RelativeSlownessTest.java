package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model is slow against its own past and against its peers; slowness never takes out the last of a tier. */
class RelativeSlownessTest {
    private final List<String> heard = new ArrayList<>();
    private final Map<String, Double> pace = new HashMap<>();
    private final RouterFixture bench = RouterFixture.of("a", "b");

    RelativeSlownessTest() {
        bench.builder().listener(new RouterListener() {
            @Override
            public ModelListener model(Model model, Operation operation) {
                return new ModelListener() {
                    @Override
                    public void breakerChanged(BreakerState from, BreakerState to, String why) {
                        heard.add(model.id() + " " + to + ": " + why);
                    }
                };
            }
        });
    }

    @Test
    void oneThatIsSlowWhileItsPeerIsNotIsTakenOut() {
        ModelRouter router = router(Pool.of("pool", "a", "b"));
        calls(router, 600);
        pace.put("a", 12.0);
        calls(router, 600);
        assertThat(heard.get(0))
                .matches("a OPEN: \\d+ % of \\d+ calls took over 5 times longer than usual and than at peers");
    }

    @Test
    void whenThePaceOfAllChangesNoneIsTakenOut() {
        ModelRouter router = router(Pool.of("pool", "a", "b"));
        calls(router, 600);
        pace.put("a", 12.0);
        pace.put("b", 12.0);
        calls(router, 600);
        assertThat(heard).isEmpty();
    }

    @Test
    void theLastOfATierStaysHoweverSlow() {
        ModelRouter router = router(Pool.of("pool", "a").withTier(Tier.FALLBACK, "b"));
        calls(router, 600);
        pace.put("a", 20.0);
        calls(router, 600);
        assertThat(heard).isEmpty();
    }

    @Test
    void theLastThatIsClosedStaysToo() {
        ModelRouter router = router(Pool.of("pool", "a", "b"));
        calls(router, 600);
        router.operations().forceOpen("b");
        pace.put("a", 20.0);
        for (int i = 0; i < 100; i++) {
            call(router, "a");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aTrialAsSlowAsThePeersIsGood() {
        ModelRouter router = router(Pool.of("pool", "a", "b"));
        calls(router, 600);
        pace.put("a", 12.0);
        calls(router, 400);
        assertThat(heard).hasSize(1);
        pace.put("b", 12.0);
        for (int i = 0; i < 100; i++) {
            call(router, "b");
        }
        heard.clear();
        bench.clock.passSeconds(30);
        for (int i = 0; i < 3; i++) {
            call(router, "a");
        }
        assertThat(heard.get(heard.size() - 1)).isEqualTo("a CLOSED: 3 calls in a row succeeded");
    }

    private ModelRouter router(Pool pool) {
        return bench.router(pool);
    }

    private void calls(ModelRouter router, int number) {
        for (int i = 0; i < number && heard.isEmpty(); i++) {
            call(router, i % 2 == 0 ? "a" : "b");
        }
    }

    private void call(ModelRouter router, String model) {
        RouteRequest request =
                RouteRequest.builder().models(AllowDenyList.ANY.allow(model)).build();
        Attempt attempt = router.route(request);
        bench.clock.passSeconds(.05 * pace.getOrDefault(model, 1.0));
        attempt.succeed(Usage.of(100, 20));
    }
}
