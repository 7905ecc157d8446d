package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of all instances in one stream of the server, which keeps the latest ones: an instance that was away receives
 * what it has missed. Sends and receives on threads of its own; an event that finds a full queue is dropped. Thread-safe.
 */
final class RedisEventStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisEventStream.class);
    private static final long HISTORY = Duration.ofMinutes(90).toMillis();
    private static final int WAITING = 4_096;
    private static final int BATCH = 500;
    private static final long BLOCK = 500;
    private static final long WAIT = TimeUnit.SECONDS.toMillis(10); // over the timeout of the command
    private static final long PAUSE = 250;
    private static final String SENDER = "from";
    private static final String TEXT = "event";

    private final RedisLink reading;
    private final RedisLink writing;
    private final String key;
    private final int most;
    private final BlockingQueue<Map<String, byte[]>> outgoing = new ArrayBlockingQueue<>(WAITING);
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private boolean begun; // guarded by this
    private String last = ""; // used by the receiving thread

    /** Receiver of the events of the others. */
    @FunctionalInterface
    interface Receiver {
        /** Receives an event, its sender, and the time since it was sent by the server's clock. */
        void receive(String sender, String event, Duration age);
    }

    RedisEventStream(RedisLink reading, RedisLink writing, String key, int most) {
        this.reading = reading;
        this.writing = writing;
        this.key = key;
        this.most = most;
    }

    /** Adds a receiver, and begins to receive. */
    void receive(Receiver receiver) {
        receivers.add(receiver);
        begin();
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            thread(this::runSending, "send").start();
            thread(this::runReceiving, "receive").start();
        }
    }

    private Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, "pointsman-redis-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Sends an event soon, without waiting. */
    void send(String sender, String event) {
        outgoing.offer(Map.of(SENDER, sender.getBytes(UTF_8), TEXT, event.getBytes(UTF_8)));
    }

    private void runSending() {
        while (!closed) {
            try {
                Map<String, byte[]> event = outgoing.poll(BLOCK, TimeUnit.MILLISECONDS);
                if (event != null) {
                    XAddArgs bound = XAddArgs.Builder.maxlen(most).approximateTrimming();
                    var unused = writing.send(commands -> commands.xadd(key, bound, event)); // best effort
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void runReceiving() {
        while (!closed) {
            try {
                if (last.isEmpty()) {
                    last = (serverTime() - HISTORY) + "-0";
                }
                receiveNext();
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.debug("The events of other instances cannot be read", e);
                pause();
            }
        }
    }

    @SuppressWarnings("unchecked") // one stream, in an array that the library does not keep
    private void receiveNext() throws InterruptedException, ExecutionException, TimeoutException {
        XReadArgs.StreamOffset<String> offset = XReadArgs.StreamOffset.from(key, last);
        List<StreamMessage<String, byte[]>> events = reading.send(commands ->
                        commands.xread(XReadArgs.Builder.block(BLOCK).count(BATCH), offset))
                .toCompletableFuture()
                .get(WAIT, TimeUnit.MILLISECONDS);
        if (events == null || events.isEmpty()) {
            return;
        }
        long now = serverTime();
        for (StreamMessage<String, byte[]> event : events) {
            long sent = Long.parseLong(event.getId().substring(0, event.getId().indexOf('-')));
            deliver(event.getBody(), Duration.ofMillis(Math.max(0, now - sent)));
            last = event.getId();
        }
    }

    private void deliver(Map<String, byte[]> body, Duration age) {
        byte[] sender = body.get(SENDER);
        byte[] text = body.get(TEXT);
        if (sender == null || text == null) {
            return;
        }
        for (Receiver receiver : receivers) {
            try {
                receiver.receive(new String(sender, UTF_8), new String(text, UTF_8), age);
            } catch (RuntimeException e) { // of another version, perhaps
                LOG.warn("An event of another instance could not be read: {}", e.toString());
            }
        }
    }

    private long serverTime() throws InterruptedException, ExecutionException, TimeoutException {
        List<byte[]> time =
                reading.send(commands -> commands.time()).toCompletableFuture().get(WAIT, TimeUnit.MILLISECONDS);
        return Long.parseLong(new String(time.get(0), UTF_8)) * 1_000
                + Long.parseLong(new String(time.get(1), UTF_8)) / 1_000;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        reading.close();
    }
}
