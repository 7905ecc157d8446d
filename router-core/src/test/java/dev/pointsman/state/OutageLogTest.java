package dev.pointsman.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A store that loses some messages must not fill the log. */
class OutageLogTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> messages = new ArrayList<>();
    private final OutageLog log = new OutageLog((Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                messages.add(method.getName() + (arguments.length == 1 ? "" : " " + List.of(arguments)));
                return null;
            }));
    private long now = Long.MAX_VALUE - 15 * SECOND;

    private void pass(boolean gone, int seconds) {
        for (int i = 0; i < seconds; i++) {
            log.observe(gone, now);
            now += SECOND;
        }
    }

    @Test
    void anOutageIsToldAtItsBeginAndAfterItsEnd() {
        pass(false, 5);
        pass(true, 20);
        assertThat(messages).containsExactly("warn");
        pass(false, 10);
        assertThat(messages).hasSize(1);
        pass(false, 2);
        assertThat(messages.get(1)).startsWith("info").endsWith("once, 20]");
        pass(false, 60);
        assertThat(messages).hasSize(2);
    }

    @Test
    void outagesThatFollowEachOtherAreOne() {
        for (int i = 0; i < 30; i++) {
            pass(true, 2);
            pass(false, 5);
        }
        assertThat(messages).containsExactly("warn");
        pass(false, 10);
        assertThat(messages.get(1)).endsWith("30 times, 205]");
        pass(true, 2);
        assertThat(messages).hasSize(3);
    }

    @Test
    void aSingleLostMessageIsNotTold() {
        pass(true, 1);
        pass(false, 20);
        assertThat(messages).isEmpty();
    }
}
