package dev.pointsman.redis;

import dev.pointsman.model.SessionKey;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a local view, which receives the turns that other instances have served. Times are sent as ages: the
 * router's clock has an origin of its own, which is known by the times of its calls.
 */
final class RedisSessionStore implements SessionStore, AutoCloseable {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 6;
    private static final long TOLERANCE = Duration.ofMillis(50).toNanos();
    private static final int RADIX = 16;

    private final SessionStore local = SessionStore.inMemory();
    private final RedisEventStream stream;
    private final String instance;
    private volatile long offset; // of the router's clock to that of the system
    private boolean begun; // guarded by this

    RedisSessionStore(RedisEventStream stream, String instance) {
        this.stream = stream;
        this.instance = instance;
    }

    synchronized void begin() {
        if (!begun) {
            begun = true;
            stream.receive(this::receive);
        }
    }

    @Override
    public @Nullable SessionState find(SessionKey session, long nowNanos) {
        observe(nowNanos);
        return local.find(session, nowNanos);
    }

    @Override
    public void served(SessionKey session, ServedTurn turn, long nowNanos) {
        observe(nowNanos);
        local.served(session, turn, nowNanos);
        stream.send(instance, text(session, turn, nowNanos));
    }

    private void observe(long now) {
        long difference = now - System.nanoTime();
        if (Math.abs(difference - offset) > TOLERANCE) {
            offset = difference;
        }
    }

    private static String text(SessionKey session, ServedTurn turn, long now) {
        return String.join(
                SEPARATOR,
                Long.toHexString(session.high()) + "-" + Long.toHexString(session.low()),
                Integer.toString(turn.turn()),
                Integer.toString(turn.promptTokens()),
                Long.toString(now - turn.readNanos()),
                Long.toString(now - turn.endNanos()),
                turn.model());
    }

    private void receive(String sender, String text, Duration age) {
        if (sender.equals(instance)) {
            return; // its own turns come back to it
        }
        String[] fields = text.split(SEPARATOR, FIELDS);
        SessionKey session = key(fields[0]);
        long now = System.nanoTime() + offset;
        long sent = now - age.toNanos();
        ServedTurn turn = new ServedTurn(
                fields[5],
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                sent - Long.parseLong(fields[3]),
                sent - Long.parseLong(fields[4]));
        SessionState known = local.find(session, now);
        if (known == null || known.turns() <= turn.turn()) {
            local.served(session, turn, now);
        }
    }

    private static SessionKey key(String hash) {
        int middle = hash.indexOf('-');
        return SessionKey.ofHash(
                Long.parseUnsignedLong(hash.substring(0, middle), RADIX),
                Long.parseUnsignedLong(hash.substring(middle + 1), RADIX));
    }

    @Override
    public void close() {
        stream.close();
    }
}
