package dev.pointsman.examples.gateway;

/** Memory and place of one request under way, given back once, with the end of its response. Safe for all threads. */
final class RequestLease {
    private final BodyBudget budget;
    private long held; // guarded by this
    private boolean over; // guarded by this
    private Runnable whenOver = () -> {}; // guarded by this

    RequestLease(BodyBudget budget) {
        this.budget = budget;
    }

    /** Takes more memory; false if the budget has none left. */
    synchronized boolean take(long bytes) {
        if (over) {
            return true; // its client has left: what is still done for it ends soon
        }
        if (!budget.take(bytes, held)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Runs something when the request is over, at once if it is already. */
    void whenOver(Runnable action) {
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
}
