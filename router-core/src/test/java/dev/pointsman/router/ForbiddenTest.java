package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that a provider forbids goes to another provider; only different callers in a row say anything of the account. */
class ForbiddenTest {
    private final RouterFixture bench = new RouterFixture()
            .model(Model.builder("a", "p").build())
            .model(Model.builder("sibling", "p").build())
            .model(Model.builder("other", "q").build());

    @Test
    void theSameProviderIsNotAskedAgainInTheCall() {
        bench.breaks("a", FailureKind.FORBIDDEN);
        assertThat(bench.call(bench.router())).isEqualTo("other");
        assertThat(bench.asked).containsExactly("a", "other");
    }

    @Test
    void notAfterAWaitEither() {
        bench.breaks("a", FailureKind.FORBIDDEN).breaks("other", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router(FailoverPolicy.builder()
                .retrySame(0)
                .attempts(9)
                .whenExhausted(WhenExhausted.WAIT)
                .build());
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).startsWith("a", "other").doesNotContain("sibling");
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(1);
    }

    @Test
    void aCallThatEveryProviderForbidsEndsAsAFailureOfTheModels() {
        bench.breaks("a", FailureKind.FORBIDDEN).breaks("other", FailureKind.FORBIDDEN);
        ModelRouter router = bench.router();
        assertThatThrownBy(() -> bench.call(router))
                .isInstanceOfSatisfying(
                        ModelsExhaustedException.class,
                        exhausted -> assertThat(exhausted.failure().kind()).isEqualTo(FailureKind.FORBIDDEN));
        assertThat(bench.asked).containsExactly("a", "other");
    }

    @Test
    void oneCallerTeachesNothingHoweverOften() {
        bench.breaks("a", FailureKind.FORBIDDEN);
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            assertThat(bench.call(router, of("one")).value()).isEqualTo("other");
            assertThat(bench.call(router, RouteRequest.ANY).value()).isEqualTo("other");
        }
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(40);
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .isCloseTo(.98, within(1e-9));
    }

    @Test
    void threeDifferentCallersInARowTakeTheDeploymentOut() {
        List<Failure> out = outs();
        bench.breaks("a", new Failure(FailureKind.FORBIDDEN, 403, "not in this region", null));
        ModelRouter router = bench.router();
        for (String tenant : List.of("one", "two", "three", "four")) {
            assertThat(bench.call(router, of(tenant)).value()).isNotEqualTo("a");
        }
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(3);
        assertThat(router.operations().exclusions(RouteRequest.ANY))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a", Reason.DISABLED));
        assertThat(out).extracting(Failure::kind).containsExactly(FailureKind.FORBIDDEN);

        bench.heals("a");
        bench.clock.pass(Duration.ofMinutes(5));
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aTrialThatIsForbiddenTakesItOutAgainAtOnce() {
        bench.breaks("a", FailureKind.FORBIDDEN);
        ModelRouter router = bench.router();
        List.of("one", "two", "three").forEach(tenant -> bench.call(router, of(tenant)));
        bench.clock.pass(Duration.ofMinutes(5));
        bench.call(router, of("one"));
        bench.call(router, of("two"));
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(4);
    }

    @Test
    void anAnswerInBetweenEndsTheRow() {
        ModelRouter router = bench.router();
        for (String tenant : List.of("one", "two", "three", "four", "five", "six")) {
            bench.breaks("a", FailureKind.FORBIDDEN);
            bench.call(router, of(tenant));
            if (tenant.equals("two") || tenant.equals("four")) {
                bench.heals("a");
                assertThat(bench.call(router)).isEqualTo("a");
            }
        }
        assertThat(router.operations().exclusions(RouteRequest.ANY)).isEmpty();
    }

    @Test
    void sessionsTellCallersApartWhereThereAreNoTenants() {
        bench.breaks("a", FailureKind.FORBIDDEN);
        ModelRouter router = bench.router();
        for (String session : List.of("s1", "s2", "s3", "s4")) {
            bench.call(router, RouteRequest.builder().session(session).build());
        }
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(3);
    }

    private static RouteRequest of(String tenant) {
        return RouteRequest.builder().tenant(tenant).build();
    }

    private List<Failure> outs() {
        List<Failure> out = new ArrayList<>();
        bench.builder().listener(new RouterListener() {
            @Override
            public ModelListener model(Model model, Operation operation) {
                return new ModelListener() {
                    @Override
                    public void takenOut(Failure failure) {
                        out.add(failure);
                    }
                };
            }
        });
        return out;
    }
}
