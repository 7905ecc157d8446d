package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call is admitted once before its first decision, and its permit is settled once. */
class AdmissionTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final List<RouteRequest> asked = new ArrayList<>();
    private final List<CompletedCall> settled = new ArrayList<>();
    private final List<CompletedCall> completed = new ArrayList<>();
    private final List<Admission.Refusal> refusals = new ArrayList<>();
    private Admission.@Nullable Refusal refusal;

    @Test
    void anAnsweredCallSettlesItsPermitOnceWithTheCompletedCall() {
        ModelRouter router = router();
        bench.breaks("a", FailureKind.SERVER_ERROR);
        bench.call(router);
        assertThat(asked).containsExactly(RouteRequest.ANY);
        assertThat(settled).isEqualTo(completed).hasSize(1);
        assertThat(settled.get(0).ending()).isEqualTo(CallOutcome.SERVED);
        assertThat(settled.get(0).trace().attempts()).hasSize(2);
    }

    @Test
    void aRefusedCallTriesNoModelAndListenersAreNotified() {
        ModelRouter router = router();
        refusal = new Admission.Refusal("requests", "600 of 600 per minute", Duration.ofSeconds(12));
        AdmissionRefusedException thrown = refusedCall(router);
        assertThat(thrown.refusal()).isEqualTo(refusal);
        assertThat(thrown).hasMessage("the call was not admitted: requests (600 of 600 per minute)");
        assertThat(thrown.trace().attempts()).isEmpty();
        assertThat(bench.asked).isEmpty();
        assertThat(refusals).containsExactly(refusal);
        assertThat(completed).extracting(CompletedCall::ending).containsExactly(CallOutcome.REFUSED);
        assertThat(settled).isEmpty();
    }

    @Test
    void anAsynchronousCallCompletesWithTheRefusal() {
        ModelRouter router = router();
        refusal = new Admission.Refusal("budget", "spent", null);
        CompletableFuture<RouteResult<String>> result = router.callAsync(
                        RouteRequest.ANY, attempt -> CompletableFuture.completedFuture("never"))
                .toCompletableFuture();
        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AdmissionRefusedException.class);
        assertThat(completed).hasSize(1);
    }

    @Test
    void aRefusalHasNoEffectOnModels() {
        ModelRouter router = router();
        refusal = new Admission.Refusal("budget", "spent", null);
        for (int i = 0; i < 20; i++) {
            refusedCall(router);
        }
        assertThat(RouterFixture.inFlight(router)).isZero();
        refusal = null;
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aFailedCallSettlesItsPermit() {
        ModelRouter router = router();
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(settled).extracting(CompletedCall::ending).containsExactly(CallOutcome.FAILED);
    }

    @Test
    void aCancelledCallSettlesItsPermit() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        router().callAsync(RouteRequest.ANY, attempt -> answer)
                .toCompletableFuture()
                .cancel(true);
        assertThat(settled).extracting(CompletedCall::ending).containsExactly(CallOutcome.CANCELLED);
    }

    @Test
    void aCallThatAPluginEndsSettlesItsPermit() {
        bench.builder().eligibility(new TestRule("broken", EligibilityRule.Dependence.REQUEST, (model, now) -> {
            throw new IllegalStateException("a plugin's mistake");
        }));
        ModelRouter router = router();
        assertThatThrownBy(() -> bench.call(router)).hasMessage("a plugin's mistake");
        assertThat(settled).extracting(CompletedCall::ending).containsExactly(CallOutcome.FAILED);
    }

    @Test
    void aCallAnsweredByAStaleResultSettlesItsPermit() {
        ModelRouter router = router(FailoverPolicy.builder()
                .retrySame(0)
                .whenExhausted(WhenExhausted.STALE)
                .build());
        RouteRequest request = RouteRequest.builder().cacheKey("key").build();
        bench.call(router, request);
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        assertThat(bench.call(router, request).stale()).isTrue();
        assertThat(settled).extracting(CompletedCall::stale).containsExactly(false, true);
    }

    @Test
    void aHedgedCallSettlesOnePermit() {
        ModelRouter router = router();
        RoutedCall call = router.begin(RouteRequest.ANY);
        Attempt first = call.next();
        call.failedMidStream(first, new ProviderException(Failure.of(FailureKind.CUT, "cut")));
        call.cancelled(first);
        assertThat(asked).hasSize(1);
        assertThat(settled).hasSize(1);
    }

    @Test
    void anAdmissionThatThrowsEndsTheCallWithoutAPermit() {
        bench.builder().admission((request, now) -> {
            throw new IllegalStateException("no view");
        });
        bench.builder().listener(listener());
        ModelRouter router = bench.router();
        assertThatThrownBy(() -> bench.call(router)).hasMessage("no view");
        assertThat(completed).hasSize(1);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aSettlementThatThrowsDoesNotFailTheCall() {
        Admission.Permit broken = (call, now) -> {
            throw new IllegalStateException("no store");
        };
        bench.builder().admission((request, now) -> broken).listener(listener());
        assertThat(bench.call(bench.router())).isEqualTo("a");
        assertThat(completed).hasSize(1);
    }

    @Test
    void timesAreThoseOfTheRoutersClock() {
        List<Long> times = new ArrayList<>();
        bench.builder().admission((request, now) -> {
            times.add(now);
            return (Admission.Permit) (call, at) -> times.add(at);
        });
        long begin = bench.clock.nanos();
        bench.call(bench.router());
        assertThat(times).containsExactly(begin, begin + 100_000_000);
    }

    private AdmissionRefusedException refusedCall(ModelRouter router) {
        return catchThrowableOfType(AdmissionRefusedException.class, () -> bench.call(router));
    }

    private ModelRouter router() {
        return router(FailoverPolicy.builder().retrySame(0).build());
    }

    private ModelRouter router(FailoverPolicy policy) {
        bench.builder().listener(listener()).admission((request, now) -> {
            asked.add(request);
            Admission.Permit permit = (call, at) -> settled.add(call);
            return refusal == null ? permit : refusal;
        });
        return bench.router(policy);
    }

    private RouterListener listener() {
        return new RouterListener() {
            @Override
            public void refused(CompletedCall call, Admission.Refusal why) {
                refusals.add(why);
            }

            @Override
            public void completed(CompletedCall call) {
                completed.add(call);
            }
        };
    }
}
