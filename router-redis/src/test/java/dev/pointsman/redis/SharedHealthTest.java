package dev.pointsman.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Operation;
import dev.pointsman.model.SessionKey;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and health pass from one instance to another, over a restart of the server and to instances that start later. */
@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class SharedHealthTest {
    private static final SessionKey SESSION = SessionKey.of("chat", "acme", "s");
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    @Test
    void sessionsAndHealthPassBetweenInstances() throws Exception {
        try (RedisServer server = RedisServer.start(folder);
                RedisState one = connect(server);
                RedisState two = connect(server)) {
            SessionStore here = one.sessions();
            SessionStore there = two.sessions();
            long now = System.nanoTime();
            here.served(SESSION, new ServedTurn("a", 1, 2_000, now - 3 * SECOND, now - SECOND), now);
            until(() -> there.find(SESSION, System.nanoTime()) != null);
            SessionState seen = there.find(SESSION, System.nanoTime());
            assertThat(seen.model()).isEqualTo("a");
            assertThat(seen.promptTokens()).isEqualTo(2_000);
            assertThat(seen.latest().readNanos()).isBetween(now - 4 * SECOND, now - 2 * SECOND);

            List<Event> received = new CopyOnWriteArrayList<>();
            two.health().join(received::add);
            Consumer<Event> channel = one.health().join(event -> {});
            channel.accept(event("a", 60));
            until(() -> received.size() == 1);

            server.kill();
            server.restart();
            until(() -> {
                channel.accept(event("b", 60));
                pause(50);
                return received.size() > 1;
            });
            there.served(
                    SESSION, new ServedTurn("b", 2, 3_000, System.nanoTime(), System.nanoTime()), System.nanoTime());
            until(() -> here.find(SESSION, System.nanoTime()).turns() == 2);

            try (RedisState late = connect(server)) {
                SessionStore fresh = late.sessions();
                until(() -> fresh.find(SESSION, System.nanoTime()) != null
                        && fresh.find(SESSION, System.nanoTime()).turns() == 2);
                assertThat(fresh.find(SESSION, System.nanoTime()).at("a")).isNotNull();
                List<Event> history = new CopyOnWriteArrayList<>();
                late.health().join(history::add);
                until(() -> history.size() > 1);
                assertThat(history.get(0).left()).isLessThan(Duration.ofSeconds(60));
            }
        }
    }

    @Test
    void anEventOfThePastIsNotDelivered() throws Exception {
        try (RedisServer server = RedisServer.start(folder);
                RedisState one = connect(server);
                RedisState two = connect(server)) {
            Consumer<Event> channel = one.health().join(event -> {});
            channel.accept(new Event("short", "p", Operation.CHAT, Event.Kind.OPENED, Duration.ofMillis(100)));
            channel.accept(event("long", 60));
            pause(400);
            List<Event> received = new CopyOnWriteArrayList<>();
            two.health().join(received::add);
            until(() -> received.size() == 1);
            assertThat(received.get(0).model()).isEqualTo("long");
        }
    }

    private static Event event(String model, int seconds) {
        return new Event(model, "p", Operation.CHAT, Event.Kind.COOLDOWN, Duration.ofSeconds(seconds));
    }

    private static RedisState connect(RedisServer server) {
        return SharedServer.connected(new RedisSettings(server.uri(), "p", Duration.ofSeconds(1)));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
