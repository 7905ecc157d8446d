package dev.pointsman.gateway.request;

import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one connection whose responses have not ended, in their order. Confined to the connection's event loop.
 */
public final class RequestLedger {
    private static final AttributeKey<RequestLedger> KEY = AttributeKey.valueOf(RequestLedger.class, "ledger");

    private static final String NOTE = RequestLease.class.getName();

    private record Entry(HttpRequest request, RequestLease lease) {}

    private final Deque<Entry> entries = new ArrayDeque<>(2);

    static RequestLedger on(Channel channel) {
        RequestLedger ledger = new RequestLedger();
        channel.attr(KEY).set(ledger);
        return ledger;
    }

    /** Returns the lease of a request that the server received; null if its connection has none. */
    public static @Nullable RequestLease lease(io.micronaut.http.HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? find(netty.getChannelHandlerContext().channel(), netty.getNativeRequest())
                : null;
    }

    @SuppressWarnings("ReferenceEquality") // one request is one object
    private static @Nullable RequestLease find(Channel channel, HttpRequest request) {
        RequestLedger ledger = channel.attr(KEY).get();
        if (ledger != null) {
            for (Entry entry : ledger.entries) {
                if (entry.request == request) {
                    return entry.lease;
                }
            }
        }
        return null;
    }

    /** Returns whether the server has replaced a request that it received, as it could not read its target. */
    static boolean isReplaced(NettyHttpRequest<?> request) {
        Channel channel = request.getChannelHandlerContext().channel();
        RequestLedger ledger = channel.attr(KEY).get();
        return ledger != null && ledger.size() > 0 && find(channel, request.getNativeRequest()) == null;
    }

    /** Notes the lease in the request, for other threads than the connection's. */
    public static @Nullable RequestLease note(io.micronaut.http.HttpRequest<?> request) {
        RequestLease lease = lease(request);
        if (lease != null) {
            request.setAttribute(NOTE, lease);
        }
        return lease;
    }

    /** Returns the lease noted in a request; null if its connection has none. Safe for all threads. */
    public static @Nullable RequestLease noted(io.micronaut.http.HttpRequest<?> request) {
        return request.getAttribute(NOTE, RequestLease.class).orElse(null);
    }

    void begin(HttpRequest request, RequestLease lease) {
        entries.add(new Entry(request, lease));
    }

    /**
     * Removes the first request, whose response is complete, and returns its lease, which lasts until the response has
     * been sent.
     */
    @Nullable
    RequestLease ended() {
        Entry first = entries.poll();
        return first == null ? null : first.lease;
    }

    void clear() {
        for (RequestLease lease = ended(); lease != null; lease = ended()) {
            lease.end();
        }
    }

    int size() {
        return entries.size();
    }
}
