package dev.pointsman.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** An account never waits for its store, and loses nothing when the store cannot be reached. */
class UsageAccountTest {
    private static final UsageStore.Limit LIMIT = new UsageStore.Limit("requests", 100, Duration.ofMinutes(1));
    private static final long NOW = Long.sum(Long.MAX_VALUE, -5); // overflows within a lease
    private static final long SECOND = 1_000_000_000;

    private final UsageStore memory = UsageStore.inMemory();
    private final List<UsageStore.Request> sent = new ArrayList<>();
    private final List<CompletableFuture<UsageStore.Share>> answers = new ArrayList<>();
    private final UsageAccount account = new UsageAccount(this::answerLater, LIMIT, "a");

    private CompletionStage<UsageStore.Share> answerLater(
            UsageStore.Limit limit, UsageStore.Request request, long nowNanos) {
        sent.add(request);
        CompletableFuture<UsageStore.Share> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private void answer(long now) {
        UsageStore.Request last = sent.get(sent.size() - 1);
        answers.get(answers.size() - 1)
                .complete(
                        memory.exchange(LIMIT, last, now).toCompletableFuture().join());
    }

    @Test
    void callsGoOnWithWhatIsLeasedWhileTheStoreIsSlow() {
        account.renew(50, NOW);
        answer(NOW);
        account.renew(80, NOW + SECOND);
        assertThat(account.reserve(50, NOW + SECOND)).isTrue();
        assertThat(account.reserve(1, NOW + SECOND)).isFalse();
        answer(NOW + 10 * SECOND);
        assertThat(account.free(NOW + 10 * SECOND)).isEqualTo(30);
    }

    @Test
    void oneRequestAtATimeIsUnderWay() {
        account.renew(50, NOW);
        assertThat(account.renew(50, NOW)).isCompleted();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aFailedRequestIsSentAgainUnchangedAndCountsOnce() {
        account.renew(50, NOW);
        answer(NOW);
        account.reserve(30, NOW);
        account.settle(30, 20);
        CompletionStage<Void> lost = account.renew(50, NOW);
        memory.exchange(LIMIT, sent.get(1), NOW); // it arrived, only the answer was lost
        answers.get(1).completeExceptionally(new IllegalStateException("no connection"));
        assertThatThrownBy(() -> lost.toCompletableFuture().join()).isInstanceOf(CompletionException.class);
        account.settle(0, 7);
        account.renew(999, NOW + SECOND);
        assertThat(sent.get(2)).isEqualTo(sent.get(1));
        answer(NOW + SECOND);
        assertThat(account.free(NOW + SECOND)).isEqualTo(50 - 7);
        account.renew(100, NOW + 2 * SECOND);
        answer(NOW + 2 * SECOND);
        assertThat(account.free(NOW + 2 * SECOND)).isEqualTo(100 - 27);
    }

    /** The store books it by another way, so that the share must not count it again, nor be spent again. */
    @Test
    void usageThatIsBookedElsewhereShrinksTheShareAndIsNotReported() {
        account.renew(50, NOW);
        answer(NOW);
        account.reserve(30, NOW);
        account.settleElsewhere(30, 20);
        assertThat(account.free(NOW)).isEqualTo(30);
        memory.exchange(LIMIT, new UsageStore.Request("queue", 1, 20, 0), NOW);
        account.renew(30, NOW);
        assertThat(sent.get(1).spent()).isZero();
        assertThat(sent.get(1).wanted()).isEqualTo(-20);
        answer(NOW);
        assertThat(account.free(NOW)).isEqualTo(30);
        assertThat(account.left(NOW)).isEqualTo(80);
        account.renew(100, NOW);
        answer(NOW);
        assertThat(account.free(NOW)).as("all that is left").isEqualTo(80);
    }

    @Test
    void aStoreThatThrowsIsAsOneThatCannotBeReached() {
        UsageAccount broken = new UsageAccount(
                (limit, request, now) -> {
                    throw new IllegalStateException("closed");
                },
                LIMIT,
                "a");
        assertThat(broken.renew(10, NOW)).isCompletedExceptionally();
        assertThat(broken.renew(10, NOW)).isCompletedExceptionally();
        assertThat(broken.isLeased(NOW)).isFalse();
    }

    @Test
    void anExpiredShareIsNotSpent() {
        account.renew(50, NOW);
        answer(NOW);
        assertThat(account.isLeased(NOW + 30 * SECOND - 1)).isTrue();
        assertThat(account.isLeased(NOW + 30 * SECOND)).isFalse();
        assertThat(account.reserve(1, NOW + 30 * SECOND)).isFalse();
        assertThat(account.free(NOW + 30 * SECOND)).isZero();
    }

    @Test
    void reservationsOutliveTheExpiryOfTheirShare() {
        account.renew(50, NOW);
        answer(NOW);
        account.reserve(40, NOW);
        long later = NOW + 31 * SECOND;
        account.renew(50, later);
        answer(later);
        assertThat(account.free(later))
                .as("of 40 newly leased, 40 are reserved")
                .isZero();
        account.settle(40, 10);
        assertThat(account.free(later)).isEqualTo(30);
        account.renew(100, later);
        answer(later);
        assertThat(account.free(later)).isEqualTo(90);
    }

    @Test
    void theTimeUntilTheResetIsThatOfThePeriod() {
        assertThat(account.untilReset(NOW)).isEqualTo(Duration.ofMinutes(1));
        account.renew(50, NOW);
        answer(NOW);
        assertThat(account.untilReset(NOW + 40 * SECOND)).isEqualTo(Duration.ofSeconds(20));
        assertThat(account.untilReset(NOW + 70 * SECOND)).isZero();
    }
}
