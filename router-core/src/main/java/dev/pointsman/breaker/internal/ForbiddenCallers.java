package dev.pointsman.breaker.internal;

import dev.pointsman.model.RouteRequest;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Different callers in a row whose calls a provider has forbidden at one deployment. Thread-safe.
 *
 * <p>A caller is identified by {@link RouteRequest#caller}, or by the session if that is unknown; calls with neither
 * count as one caller, since one client could send them all.
 */
public final class ForbiddenCallers {
    /** After this many different callers in a row the cause is the account, not the callers. */
    private static final int ENOUGH = 3;

    private static final String UNKNOWN = "";

    private final Set<String> callers = new LinkedHashSet<>(ENOUGH); // guarded by this
    private volatile boolean any; // written under this

    /** Records a forbidden call; returns whether the row is long enough to disable the deployment. */
    public synchronized boolean add(RouteRequest request) {
        any = true;
        if (callers.size() < ENOUGH) {
            callers.add(nameOf(request));
        }
        return callers.size() == ENOUGH;
    }

    /** Ends the row: a call was served. Costs a volatile read if there is no row. */
    public void clear() {
        if (any) {
            synchronized (this) {
                callers.clear();
                any = false;
            }
        }
    }

    private static String nameOf(RouteRequest request) {
        String caller = request.caller();
        return caller != null ? "caller " + caller : Objects.requireNonNullElse(request.session(), UNKNOWN);
    }
}
