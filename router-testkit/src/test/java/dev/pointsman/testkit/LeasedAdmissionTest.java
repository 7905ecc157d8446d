package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A token limit by leased shares, through a router: reserved at admission, settled with the call. */
class LeasedAdmissionTest extends AdmissionContract {
    private static final UsageStore.Limit LIMIT = new UsageStore.Limit("acme/tokens", 1_000, Duration.ofMinutes(1));

    private final UsageStore store = UsageStore.inMemory();
    private final ManualClock clock = ManualClock.at(StateTimes.START);

    @Override
    protected Admission admission() {
        UsageAccount account = new UsageAccount(UsageStore.inMemory(), LIMIT, "a");
        account.renew(1_000, StateTimes.START).toCompletableFuture().join();
        return new TokenLimit(account);
    }

    @Override
    protected RouteRequest admitted() {
        return tokens(100);
    }

    @Override
    protected RouteRequest refused() {
        return tokens(2_000);
    }

    @Test
    void aCallIsChargedItsUsageInsteadOfItsEstimate() {
        UsageAccount account = account("a", 1_000);
        router(account).call(tokens(300), attempt -> {
            assertThat(account.free(clock.nanos())).as("reserved").isEqualTo(700);
            attempt.succeed(Usage.of(120, 30));
            return "answer";
        });
        assertThat(account.free(clock.nanos())).isEqualTo(850);
    }

    @Test
    void aFailedCallIsChargedNothing() {
        UsageAccount account = account("a", 1_000);
        assertThatThrownBy(() -> router(account).call(tokens(300), attempt -> {
                    throw new ProviderException(Failure.of(FailureKind.TIMEOUT, "silent"));
                }))
                .isInstanceOf(ModelsExhaustedException.class);
        assertThat(account.free(clock.nanos())).isEqualTo(1_000);
    }

    @Test
    void twoInstancesSpendOneLimit() {
        UsageAccount one = account("a", 600);
        UsageAccount other = account("b", 600);
        ModelRouter first = router(one);
        ModelRouter second = router(other);
        int served = 0;
        for (int call = 0; call < 20; call++) {
            served += serves(call % 2 == 0 ? first : second) ? 1 : 0;
        }
        assertThat(served).isEqualTo(10);
    }

    @Test
    void aRefusalSaysWhenThePeriodEnds() {
        UsageAccount account = account("a", 100);
        assertThatThrownBy(() -> router(account).call(tokens(300), attempt -> "never"))
                .isInstanceOfSatisfying(AdmissionRefusedException.class, thrown -> {
                    assertThat(thrown.refusal().reason()).isEqualTo("tokens");
                    assertThat(thrown.refusal().retryAfter()).isEqualTo(Duration.ofMinutes(1));
                });
    }

    private boolean serves(ModelRouter router) {
        try {
            router.call(tokens(100), attempt -> {
                attempt.succeed(Usage.of(70, 30));
                return "answer";
            });
            return true;
        } catch (AdmissionRefusedException e) {
            return false;
        }
    }

    private UsageAccount account(String instance, long share) {
        UsageAccount account = new UsageAccount(store, LIMIT, instance);
        account.renew(share, clock.nanos()).toCompletableFuture().join();
        return account;
    }

    private ModelRouter router(UsageAccount account) {
        return ContractRouter.of(Model.builder("a", "p").build())
                .clock(clock)
                .admission(new TokenLimit(account))
                .build();
    }

    private static RouteRequest tokens(int expected) {
        return RouteRequest.builder().expectedInputTokens(expected).build();
    }

    /** An admission by one account. */
    private record TokenLimit(UsageAccount account) implements Admission, Admission.Permit {
        @Override
        public Result admit(RouteRequest request, long nowNanos) {
            return account.reserve(request.expectedInputTokens(), nowNanos)
                    ? this
                    : new Refusal("tokens", "used up", account.untilReset(nowNanos));
        }

        @Override
        public void settle(CompletedCall call, long nowNanos) {
            long used = 0;
            for (AttemptRecord attempt : call.trace().attempts()) {
                Usage usage = attempt.usage();
                used += usage.isKnown() ? usage.inputTokens() + usage.outputTokens() : 0;
            }
            account.settle(call.request().expectedInputTokens(), used);
        }
    }
}
