package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Callers that a provider has forbidden in a row at one deployment. Safe for all threads.
 *
 * <p>A caller is what {@link RouteRequest#caller} tells, or a session where that is unknown; calls with neither count as one
 * caller, since one client could send them all.
 */
final class ForbiddenCallers {
    /** So many different callers in a row are the account's fault, not theirs. */
    private static final int ENOUGH = 3;

    private static final String UNKNOWN = "";

    private final Set<String> callers = new LinkedHashSet<>(ENOUGH); // guarded by this
    private volatile boolean any; // written under this

    /** Records a forbidden call; whether the row is long enough to take the deployment out. */
    synchronized boolean add(RouteRequest request) {
        any = true;
        if (callers.size() < ENOUGH) {
            callers.add(nameOf(request));
        }
        return callers.size() == ENOUGH;
    }

    /** Ends the row: a call was served. Costs a volatile read where there is no row. */
    void clear() {
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
