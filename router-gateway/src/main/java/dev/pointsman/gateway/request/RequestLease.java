package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.RefusedCallException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** Memory held by one request in progress, released once, at the end of its response. Safe for all threads. */
public final class RequestLease {
    private volatile @Nullable RefusedCallException refusal;
    private volatile boolean broken;
    private final BodyBudget budget;
    private long held; // guarded by this
    private boolean over; // guarded by this
    private Runnable whenOver = () -> {}; // guarded by this

    RequestLease(BodyBudget budget) {
        this.budget = budget;
    }

    /** Takes more memory; returns the refusal if the budget does not suffice, else null. */
    public synchronized @Nullable RefusedCallException take(long bytes) {
        if (over) {
            return null; // its client has left: what is still done for it ends soon
        }
        if (!budget.take(bytes, held)) {
            return budget.refusal(held + bytes);
        }
        held += bytes;
        return null;
    }

    /** Runs an action when the request is over, or at once if it already is. */
    public void whenOver(Runnable action) {
        synchronized (this) {
            if (!over) {
                whenOver = action;
                return;
            }
        }
        action.run();
    }

    void end() {
        Runnable action;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            budget.giveBack(held);
            action = whenOver;
        }
        action.run();
    }

    /** The response is to end with a broken connection instead of its last chunk. */
    void breakOff() {
        broken = true;
    }

    /** Returns the end of the response, given the end of a whole one. */
    Object ending(LastHttpContent whole) {
        return broken && !(whole instanceof HttpResponse) ? new BrokenEnds.End(whole) : whole;
    }

    /** The request is to be refused as soon as the server handles it. */
    void refuse(RefusedCallException why) {
        refusal = why;
    }

    public void throwIfRefused() {
        RefusedCallException why = refusal;
        if (why != null) {
            throw why;
        }
    }
}
