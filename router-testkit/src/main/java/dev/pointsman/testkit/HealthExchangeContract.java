package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Operation;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.RateLimitReading.Resource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for health exchanges. The test of an implementation extends this class and returns the exchange to
 * test; all tests are inherited.
 */
public abstract class HealthExchangeContract {
    private static final HealthExchange.Event EVENT = new HealthExchange.Event(
            "gpt-4o", "openai", Operation.CHAT, HealthExchange.Event.Kind.COOLDOWN, Duration.ofSeconds(20));

    private final List<HealthExchange.Event> first = new CopyOnWriteArrayList<>();
    private final List<HealthExchange.Event> second = new CopyOnWriteArrayList<>();
    private final List<HealthExchange.Event> third = new CopyOnWriteArrayList<>();

    /** For subclasses. */
    protected HealthExchangeContract() {}

    /**
     * The exchange that is tested, as one instance sees it.
     *
     * @return at each call another instance's view of the same exchange, or the same exchange if it is within one process
     */
    protected abstract HealthExchange exchange();

    /**
     * Waits until a condition holds; for implementations that deliver on threads of their own.
     *
     * @param condition the condition
     */
    protected void await(BooleanSupplier condition) {
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The deadline may be shorter by the time of the delivery, everything else is the same. */
    @Test
    void theOthersReceiveAnEventOnceAndItsSenderDoesNot() {
        Consumer<HealthExchange.Event> channel = exchange().join(first::add);
        exchange().join(second::add);
        exchange().join(third::add);
        channel.accept(EVENT);
        await(() -> second.size() == 1 && third.size() == 1);
        assertThat(first).isEmpty();
        assertThat(second).hasSize(1).allSatisfy(HealthExchangeContract::isTheEvent);
        assertThat(third).hasSize(1).allSatisfy(HealthExchangeContract::isTheEvent);
    }

    /** Both kinds and several events are delivered. */
    @Test
    void everyParticipantMaySend() {
        HealthExchange.Event opened = new HealthExchange.Event(
                "haiku", "anthropic", Operation.CHAT, HealthExchange.Event.Kind.OPENED, Duration.ofSeconds(5));
        Consumer<HealthExchange.Event> one = exchange().join(first::add);
        Consumer<HealthExchange.Event> two = exchange().join(second::add);
        one.accept(EVENT);
        two.accept(opened);
        await(() -> first.size() == 1 && second.size() == 1);
        assertThat(first.get(0).kind()).isEqualTo(HealthExchange.Event.Kind.OPENED);
        assertThat(first.get(0).model()).isEqualTo("haiku");
    }

    /** What a provider has reported is delivered whole. */
    @Test
    void anAllowanceKeepsItsReading() {
        RateLimitReading reading = new RateLimitReading(Resource.INPUT_TOKENS, 50_000, 1_234, Duration.ofSeconds(30));
        Consumer<HealthExchange.Event> channel = exchange().join(first::add);
        exchange().join(second::add);
        channel.accept(new HealthExchange.Event(
                "gpt-4o",
                "openai",
                Operation.CHAT,
                HealthExchange.Event.Kind.ALLOWANCE,
                Duration.ofSeconds(29),
                reading));
        await(() -> second.size() == 1);
        assertThat(second.get(0).reading()).isEqualTo(reading);
        assertThat(second.get(0).left()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(29));
    }

    /** There may be a single instance. */
    @Test
    void anEventWithoutOtherParticipantsIsDropped() {
        exchange().join(first::add).accept(EVENT);
        assertThat(first).isEmpty();
    }

    private static void isTheEvent(HealthExchange.Event event) {
        assertThat(event.model()).isEqualTo(EVENT.model());
        assertThat(event.provider()).isEqualTo(EVENT.provider());
        assertThat(event.operation()).isEqualTo(EVENT.operation());
        assertThat(event.kind()).isEqualTo(EVENT.kind());
        assertThat(event.left()).isBetween(Duration.ofSeconds(10), EVENT.left());
    }
}
