package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.admission.Admission;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits reserve the estimate of a call, and are settled once by its usage. */
class TenantLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static TenantFixture limited(TenantLimit... limits) {
        return new TenantFixture(Tenant.builder("acme").limits(limits).build());
    }

    @Test
    void requestsOverTheLimitAreRefusedUntilThePeriodEnds() {
        TenantFixture fixture = limited(TenantLimit.requests(3, MINUTE));
        fixture.call();
        fixture.call();
        fixture.call();
        fixture.pass(Duration.ofSeconds(20));
        Admission.Refusal refusal = fixture.refused();
        assertThat(refusal.reason()).isEqualTo("requests-limit");
        assertThat(refusal.limit()).isEqualTo("requests: 3/1m");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(refusal.message()).isEqualTo("requests: 3/1m: 0 left for its tenant, again in 40s");
        assertThat(refusal.cause()).isEqualTo(Admission.Refusal.Cause.RATE);
        fixture.pass(Duration.ofSeconds(40));
        fixture.call();
    }

    @Test
    void tokensOfAnEstimateThatWereNotUsedAreGivenBack() {
        TenantFixture fixture = limited(TenantLimit.tokens(1_000, MINUTE));
        fixture.call(TenantFixture.request(), Usage.of(80, 10));
        assertThat(fixture.left()).isEqualTo(910);
    }

    @Test
    void tokensBeyondTheEstimateAreCharged() {
        TenantFixture fixture = limited(TenantLimit.tokens(1_000, MINUTE));
        fixture.call(TenantFixture.request(), Usage.of(900, 300));
        assertThat(fixture.left()).isZero();
        assertThat(fixture.refused().reason()).isEqualTo("tokens-limit");
    }

    @Test
    void anEstimateIsNeverAboveTheMaximumOfTokens() {
        TenantFixture fixture = limited(TenantLimit.tokens(120, MINUTE));
        assertThat(fixture.refused().message())
                .isEqualTo("the call may need 150 tokens, more than the limit of its tenant, tokens: 120/1m");
        assertThat(fixture.refused().retryAfter()).isNull();
        assertThat(fixture.call(TenantFixture.request().maxTokens(20))).isNotNull();
    }

    @Test
    void callsUnderWayAreLimitedUntilTheyEnd() {
        TenantFixture fixture = limited(TenantLimit.concurrent(2));
        CompletableFuture<String> first = start(fixture);
        CompletableFuture<String> second = start(fixture);
        assertThat(fixture.refused().reason()).isEqualTo("concurrent-limit");
        first.complete("answer");
        fixture.call();
        second.complete("answer");
        fixture.call();
        assertThat(fixture.left()).isEqualTo(2);
    }

    private static CompletableFuture<String> start(TenantFixture fixture) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> unused = fixture.router()
                .callAsync(TenantFixture.request().build(), attempt -> answer)
                .toCompletableFuture();
        return answer;
    }

    @Test
    void aCancelledCallGivesItsPlaceBack() {
        TenantFixture fixture = limited(TenantLimit.concurrent(1));
        fixture.router()
                .callAsync(TenantFixture.request().build(), attempt -> new CompletableFuture<String>())
                .toCompletableFuture()
                .cancel(true);
        assertThat(fixture.left()).isEqualTo(1);
    }

    @Test
    void aCallThatFailedBeforeItsAnswerUsesNoTokens() {
        TenantFixture fixture = limited(TenantLimit.tokens(1_000, MINUTE));
        assertThatThrownBy(() -> fixture.router().call(TenantFixture.request().build(), attempt -> {
                    throw new ProviderException(Failure.of(FailureKind.TIMEOUT, "silent"));
                }))
                .isInstanceOf(ModelsExhaustedException.class);
        assertThat(fixture.left()).isEqualTo(1_000);
    }

    @Test
    void anAnswerThatWasCancelledIsChargedByItsEstimate() {
        TenantFixture fixture = limited(TenantLimit.tokens(1_000, MINUTE));
        fixture.router()
                .callAsync(TenantFixture.request().build(), attempt -> {
                    attempt.firstToken();
                    return new CompletableFuture<String>();
                })
                .toCompletableFuture()
                .cancel(true);
        assertThat(fixture.left()).isEqualTo(850);
    }

    @Test
    void theLimitOfAKeyIsItsOwn() {
        TenantFixture fixture = new TenantFixture(Tenant.builder("acme")
                .limits(TenantLimit.requests(3, MINUTE))
                .keyLimits("ci", TenantLimit.requests(1, MINUTE))
                .build());
        fixture.call(TenantFixture.request().key("ci"));
        Admission.Refusal refusal = fixture.refused(TenantFixture.request().key("ci"));
        assertThat(refusal.message()).isEqualTo("requests: 1/1m: 0 left for its key ci, again in 1m");
        fixture.call(TenantFixture.request().key("other"));
        fixture.call();
        assertThat(fixture.refused().message()).contains("its tenant");
    }

    @Test
    void otherTenantsAndCallsWithoutOneAreNotLimited() {
        TenantFixture fixture = limited(TenantLimit.requests(1, MINUTE));
        fixture.call();
        fixture.refused();
        assertThat(fixture.call(TenantFixture.request().tenant("other"))).isNotNull();
        assertThat(fixture.call(TenantFixture.request().tenant(null))).isNotNull();
    }

    @Test
    void aRefusalReservesNothingAndTriesNoModel() {
        TenantFixture fixture = limited(TenantLimit.concurrent(5), TenantLimit.tokens(100, MINUTE));
        IntStream.range(0, 20).forEach(i -> fixture.refused());
        assertThat(fixture.left()).isEqualTo(5);
        assertThat(fixture.tenants().balances("acme", fixture.now).get(1).left())
                .isEqualTo(100);
    }

    @Test
    void withoutTheStoreCallsAreAdmittedOrRefusedAsConfigured() {
        UsageStore gone = (limit, request, now) -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        Tenant acme =
                Tenant.builder("acme").limits(TenantLimit.requests(3, MINUTE)).build();
        assertThat(new TenantFixture(gone, true, acme).call()).isNotNull();
        assertThat(new TenantFixture(gone, false, acme).refused().reason()).isEqualTo("requests-limit");
    }

    /** Calls of random order, length and end leave exactly what they did not use. */
    @Test
    void randomCallsAreChargedWithWhatTheyUsed() {
        long seed = 20_261_129;
        Random random = new Random(seed);
        TenantFixture fixture =
                limited(TenantLimit.tokens(1_000_000, Duration.ofDays(1)), TenantLimit.concurrent(1_000));
        List<CompletableFuture<RouteResult<String>>> calls = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        long used = 0;
        for (int i = 0; i < 2_000; i++) {
            int end = random.nextInt(4);
            if (end == 0 || answers.isEmpty()) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                calls.add(fixture.router()
                        .callAsync(TenantFixture.request().build(), attempt -> {
                            attempts.add(attempt);
                            return answer;
                        })
                        .toCompletableFuture());
                answers.add(answer);
            } else {
                int which = random.nextInt(answers.size());
                Attempt attempt = attempts.remove(which);
                if (end == 1) {
                    int tokens = random.nextInt(400);
                    attempt.succeed(Usage.of(tokens, 1));
                    answers.get(which).complete("whole");
                    used += tokens + 1;
                } else if (end == 2) {
                    calls.get(which).cancel(true);
                    used += 100; // the prompt
                } else {
                    attempt.firstToken();
                    calls.get(which).cancel(true);
                    used += 150;
                }
                answers.remove(which);
                calls.remove(which);
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).cancel(true);
            used += 100;
        }
        assertThat(fixture.left()).as("seed %d", seed).isEqualTo(1_000_000 - used);
        assertThat(fixture.tenants().balances("acme", fixture.now).get(1).left())
                .isEqualTo(1_000);
    }
}
