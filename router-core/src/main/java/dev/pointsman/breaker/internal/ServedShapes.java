package dev.pointsman.breaker.internal;

import dev.pointsman.model.RouteRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shapes of unusual requests that one model has served; before that, a failure of such a request may be caused by the
 * request. Thread-safe.
 *
 * <p>Doubtful failures are limited, so that they can't hide an outage: all failures of a model that has served nothing
 * yet count, and after a number of doubtful failures without a success every further one counts.
 */
public final class ServedShapes {
    private static final int MOST = 256; // callers could create any number of shapes

    private final int limit;
    private final Set<Long> served = ConcurrentHashMap.newKeySet();
    private final AtomicInteger doubtful = new AtomicInteger();
    private volatile boolean any;

    /** Creates an empty set with a maximum number of doubtful failures in a row. */
    public ServedShapes(int limit) {
        this.limit = Math.max(1, limit);
    }

    public void served(long shape) {
        if (!any) {
            any = true;
        }
        if (doubtful.get() != 0) {
            doubtful.set(0);
        }
        if (shape != RouteRequest.USUAL_SHAPE && served.size() < MOST) {
            served.add(shape);
        }
    }

    /** Returns whether a failure of such a request is doubtful and must not count. */
    public boolean doubts(long shape) {
        return shape != RouteRequest.USUAL_SHAPE
                && any
                && !served.contains(shape)
                && doubtful.incrementAndGet() <= limit;
    }
}
