package dev.pointsman.decisionlog;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.RoutingDecision;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Creates a record of every decision when its attempt has ended, on the thread that ends it, without tenants and
 * sessions. Meant for routers in virtual time and for tests; in production a {@link DecisionLog} keeps the work off the
 * caller's thread. Thread-safe if the consumer of the records is.
 */
public final class DecisionListener implements RouterListener {
    private final PendingDecisions pending;

    /**
     * Creates a listener.
     *
     * @param policy the label of the policy; may be empty
     * @param time the wall clock
     * @param records consumer of each record; its exceptions are logged by the router
     */
    public DecisionListener(String policy, InstantSource time, Consumer<? super LoggedDecision> records) {
        LoggedDecisionMapper reader =
                new LoggedDecisionMapper(policy, IdentityHasher.of(IdentityLogging.NONE, IdentityLogging.NONE, ""));
        this.pending = new PendingDecisions(
                time, Integer.MAX_VALUE, pendingDecision -> records.accept(reader.read(pendingDecision)));
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        pending.decided(decision, attempt);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return pending;
    }
}
