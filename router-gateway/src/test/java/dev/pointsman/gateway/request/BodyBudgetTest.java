package dev.pointsman.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.response.RefusedCallException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final long MB = 1024 * 1024;

    private final BodyBudget budget = new BodyBudget(
            new RequestLimits(10, 10, 10, 10, 10, 4 * MB, Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

    @Test
    void largeBodiesLeaveAQuarterToOrdinaryCalls() {
        RequestLease large = new RequestLease(budget);
        assertThat(large.take(3 * MB)).isNull();
        RequestLease another = new RequestLease(budget);
        RefusedCallException refusal = another.take(BodyBudget.SMALL + 1);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo("overloaded");
        RequestLease small = new RequestLease(budget);
        assertThat(small.take(BodyBudget.SMALL)).isNull();
        large.end();
        assertThat(another.take(BodyBudget.SMALL + 1)).isNull();
    }

    @Test
    void whatNeverFitsIsRefusedForGood() {
        RefusedCallException refusal = new RequestLease(budget).take(3 * MB + 1);
        assertThat(refusal).isNotNull();
        assertThat(refusal.status().getCode()).isEqualTo(413);
        assertThat(refusal).hasMessageContaining("gateway.limits.body-memory");
    }

    @Test
    void aLeaseGivesBackWhatItTookOnce() {
        RequestLease lease = new RequestLease(budget);
        AtomicInteger ended = new AtomicInteger();
        lease.whenOver(ended::incrementAndGet);
        lease.take(MB);
        lease.take(MB);
        assertThat(budget.taken()).isEqualTo(2 * MB);
        lease.end();
        lease.end();
        assertThat(budget.taken()).isZero();
        assertThat(ended).hasValue(1);
        assertThat(lease.take(MB)).as("its client has left").isNull();
        assertThat(budget.taken()).isZero();
        lease.whenOver(ended::incrementAndGet);
        assertThat(ended).hasValue(2);
    }
}
