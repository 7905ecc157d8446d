package dev.pointsman.redis;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import java.util.UUID;

/**
 * State of an instance in Redis 6 or later, or Valkey, shared with all instances that have the same server and prefix.
 * Thread-safe.
 *
 * <p>It connects in the background, and again after each failure; a server that cannot be reached at the start stops
 * nothing. Times are those of the server's clock, so the clocks of instances need not agree. A command that is sent again,
 * as after a lost connection, has no further effect. The server should write its changes to a disk
 * ({@code appendonly yes}): what it forgets is forgotten by all.
 */
public final class RedisState implements AutoCloseable {
    private final RedisClient client;
    private final RedisURI uri;
    private final RedisSettings settings;
    private final RedisLink link;
    private final String instance = UUID.randomUUID().toString();
    private final RedisUsageStore usage;
    private final RedisSessionStore sessions;
    private final RedisHealthExchange health;

    private RedisState(RedisClient client, RedisURI uri, RedisSettings settings) {
        this.client = client;
        this.uri = uri;
        this.settings = settings;
        this.link = new RedisLink(client, uri, settings.timeout());
        this.usage = new RedisUsageStore(link, settings.prefix());
        this.sessions = new RedisSessionStore(stream("sessions", 20_000), instance);
        this.health = new RedisHealthExchange(stream("health", 1_000), instance);
        link.begin();
    }

    /**
     * Begins to connect to a server.
     *
     * @param settings the settings
     * @return the state
     */
    public static RedisState connect(RedisSettings settings) {
        RedisURI uri = RedisURI.create(settings.uri());
        uri.setTimeout(settings.timeout());
        RedisClient client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(20_000)
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.timeout())
                        .keepAlive(true)
                        .build())
                .build());
        return new RedisState(client, uri, settings);
    }

    private RedisEventStream stream(String topic, int most) {
        return new RedisEventStream(
                new RedisLink(client, uri, settings.timeout()), link, settings.prefix() + ":" + topic, most);
    }

    /**
     * Returns the usage of limits. A lease lasts 30 s. Usage that the server forgets, as after a failover, is reported again
     * by the instances that had reported it.
     *
     * @return the store, always the same
     */
    public UsageStore usage() {
        return usage;
    }

    /**
     * Returns the sums of reports of usage, over all instances.
     *
     * @return the store
     */
    public UsageRecordStore usageRecords() {
        return new RedisUsageRecordStore(link, settings.prefix());
    }

    /**
     * Returns the sessions. Each instance has a local view of the latest ones, with those that other instances have served;
     * their names are not in the store, only hashes of them.
     *
     * @return the store, always the same
     */
    public SessionStore sessions() {
        sessions.begin();
        return sessions;
    }

    /**
     * Returns the exchange of cooldowns and opened breakers. What was sent before an instance joined and still holds is
     * received as well.
     *
     * @return the exchange, always the same
     */
    public HealthExchange health() {
        return health;
    }

    /**
     * Returns the responses. Their number is bounded by the server's own limit of memory ({@code maxmemory}, with a
     * policy that evicts keys with an expiry) and by their time; one response has at most 16 MiB.
     *
     * @return the store
     */
    public ResponseStore responses() {
        return new RedisResponseStore(link, settings.prefix());
    }

    /**
     * Returns the queue of calls that wait for a model: a stream with a consumer group. Needs Redis 6.2 or later. One call
     * or result has at most 16 MiB.
     *
     * @return the queue
     */
    public CallQueue calls() {
        return new RedisCallQueue(link, settings.prefix());
    }

    /** Disconnects. Later requests fail. */
    @Override
    public void close() {
        sessions.close();
        health.close();
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
